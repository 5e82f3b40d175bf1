using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>Accounts service: the global account.</summary>
internal sealed class GlobalAccountService(Landscape landscape)
{
    private const string Path = "/accounts/v1/globalAccount";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            Path,
            (HttpRequest request) =>
                Results.Json(request.HasFlag("expand") ? landscape.Accounts.Expand() : landscape.Accounts.GlobalAccount))
            .RequireCentralScope("global-account.read");
        routes.MapPatch(Path, (HttpRequest request) => UpdateAsync(request.HttpContext)).RequireCentralScope("global-account.update");
    }

    private async Task<IResult> UpdateAsync(HttpContext context)
    {
        if (await context.Request.ReadJsonObjectAsync() is not { } changes)
            return CloudManagementError.CreateBadRequest(context, "The body is not a JSON object");
        Accounts.GlobalAccount account = landscape.Accounts.GlobalAccount;
        landscape.Accounts.GlobalAccount = account with
        {
            DisplayName = changes.GetText("displayName") ?? account.DisplayName,
            Description = changes.GetText("description") ?? account.Description,
            ModifiedDate = landscape.Now.ToTimestamp(),
        };
        return Results.Json(landscape.Accounts.GlobalAccount);
    }
}

using BtpEmulator.Accounts;
using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>Accounts service: directories.</summary>
internal sealed class DirectoriesService(Landscape landscape)
{
    private const string Path = "/accounts/v1/directories";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, (HttpContext context, string? parentGUID) => CreateAsync(context, parentGUID))
            .RequireCentralScope("global-account.account-directory.create");
        routes.MapGet(Path + "/{guid}", (HttpContext context, string guid) => Find(context, guid, context.Request.HasFlag("expand")))
            .RequireCentralScope("global-account.account-directory.read");
    }

    private IResult Find(HttpContext context, string guid, bool expand)
    {
        if (landscape.Accounts.Directories.Read(guid) is not { } directory)
            return CloudManagementError.CreateNotFound(context, $"Directory {guid} not found");
        return Results.Json(expand ? landscape.Accounts.Expand().Children!.First(child => child.Guid == directory.Guid) : directory);
    }

    private async Task<IResult> CreateAsync(HttpContext context, string? parent)
    {
        if ((await context.Request.ReadJsonObjectAsync())?.GetText("displayName") is not { } name)
            return CloudManagementError.CreateBadRequest(context, "displayName must not be empty");
        parent ??= GlobalAccountDirectory.RootGuid;
        if (!landscape.Accounts.IsParent(parent)) return CloudManagementError.CreateNotFound(context, $"Parent {parent} not found");

        AccountDirectory created = new()
        {
            Guid = Guid.NewGuid().ToString(),
            ParentGuid = parent,
            DisplayName = name,
            EntityState = "CREATING",
            CreatedDate = landscape.Now.ToTimestamp(),
            CreatedBy = context.GetToken().Caller,
        };
        landscape.Accounts.Directories.Put(
            created.Guid, created, directory => directory with { EntityState = landscape.Settings.JobsFail ? "CREATION_FAILED" : "OK" });
        return Results.Json(created, statusCode: StatusCodes.Status201Created);
    }
}

using BtpEmulator.Accounts;
using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>Accounts service: the custom properties, which labels have replaced. A property has only the first value of a label.</summary>
internal sealed class CustomPropertiesService(Landscape landscape)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts/v1/globalAccount/customProperties", () => CreateResponse(GlobalAccountDirectory.RootGuid, labels: null))
            .RequireCentralScope("global-account.read");
        routes.MapGet(
            "/accounts/v1/directories/{guid}/customProperties",
            (HttpContext context, string guid) => landscape.Accounts.Directories.Read(guid) is { } directory
                ? CreateResponse(guid, directory.Labels)
                : CloudManagementError.CreateNotFound(context, $"Directory {guid} not found"))
            .RequireCentralScope("global-account.account-directory.read");
        routes.MapGet(
            "/accounts/v1/subaccounts/{guid}/customProperties",
            (HttpContext context, string guid) => landscape.Accounts.Subaccounts.Read(guid) is { } subaccount
                ? CreateResponse(guid, subaccount.Labels)
                : SubaccountsService.CreateNotFound(context, guid))
            .RequireCentralScope("global-account.subaccount.read");
    }

    private static IResult CreateResponse(string guid, IReadOnlyDictionary<string, IReadOnlyList<string>>? labels) => Results.Json(new
    {
        value = (labels ?? AccountLabels.None).Select(label => new
        {
            accountGUID = guid,
            key = label.Key,
            value = label.Value is [string first, ..] ? first : "",
        }),
    });
}

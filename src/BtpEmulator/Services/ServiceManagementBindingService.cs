using System.Collections.Concurrent;

namespace BtpEmulator;

/// <summary>Accounts service: the Service Manager credentials of a subaccount.</summary>
internal sealed class ServiceManagementBindingService(Landscape landscape)
{
    private const string Path = "/accounts/v1/subaccounts/{guid}/serviceManagementBinding";

    private readonly ConcurrentDictionary<string, OAuthClient> bindings = new(StringComparer.OrdinalIgnoreCase);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, Create).RequireCentralScope("global-account.subaccount.update");
        routes.MapGet(Path, Find).RequireCentralScope("global-account.subaccount.read");
        routes.MapDelete(Path, Delete).RequireCentralScope("global-account.subaccount.update");
    }

    private IResult Create(HttpContext context, string guid)
    {
        if (!landscape.Accounts.Subaccounts.TryFind(guid, out _)) return SubaccountsService.NotFound(context, guid);
        var instance = Guid.NewGuid().ToString();
        var client = new OAuthClient
        {
            XsAppName = $"{instance}!b3|service-manager!b3",
            Secret = $"{instance}$fake+service=manager&%:{Guid.NewGuid():N}=",
            InstanceId = instance,
            GrantTypes = ["client_credentials"],
            Scopes = ["uaa.resource", BindingClients.ServiceManagerScope],
        };
        if (!bindings.TryAdd(guid, client)) return CloudManagementError.Conflict(context, "Service Manager binding already exists for this subaccount");
        landscape.Clients.Add(client);
        return Results.Json(Describe(client), statusCode: StatusCodes.Status201Created);
    }

    private IResult Find(HttpContext context, string guid) =>
        bindings.TryGetValue(guid, out var client) ? Results.Json(Describe(client)) : NotFound(context, guid);

    private IResult Delete(HttpContext context, string guid)
    {
        if (!bindings.TryRemove(guid, out var client)) return NotFound(context, guid);
        landscape.Clients.Remove(client);
        return Results.Ok();
    }

    private IResult NotFound(HttpContext context, string guid) => landscape.Accounts.Subaccounts.TryFind(guid, out _)
        ? CloudManagementError.NotFound(context, $"Service Manager binding not found for subaccount {guid}")
        : SubaccountsService.NotFound(context, guid);

    private object Describe(OAuthClient client) => new
    {
        clientid = client.Id,
        clientsecret = client.Secret,
        sm_url = landscape.Origin,
        url = Zone.Provider.Url(landscape),
        xsappname = client.XsAppName,
    };
}

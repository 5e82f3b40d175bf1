using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>Makes the service key of a binding, and the client it is for.</summary>
internal sealed class InstanceCredentials(Landscape landscape, UaaMembers uaa)
{
    private static readonly string[] UserScopes = ["openid", "uaa.user"];

    public (OAuthClient Client, JsonObject Key) Create(ServiceInstance instance, bool withCertificate)
    {
        var name = XsAppName(instance);
        var client = BoundClient.Create(name, Scopes(instance, name), GrantTypes(instance), withCertificate);
        landscape.Clients.Add(client);
        return (client, Key(instance, client));
    }

    private static bool IsClientOnly(ServiceInstance instance) =>
        instance.Plan.Offering.Name is not ServiceCatalog.CloudManagement
        || instance.Plan.Name.EndsWith("-viewer", StringComparison.Ordinal)
        || instance.Parameters.Text("grantType") is "clientCredentials";

    private static OAuthClient Master(ServicePlan plan) =>
        plan.Name.StartsWith("central", StringComparison.Ordinal) ? SeedClients.CloudManagementCentral : SeedClients.CloudManagementLocal;

    private static IReadOnlyList<string> GrantTypes(ServiceInstance instance) =>
        IsClientOnly(instance) ? [ClientCredentialsGrant.Name] : SeedClients.CloudManagementCentral.GrantTypes;

    private static string XsAppName(ServiceInstance instance)
    {
        var id = Guid.NewGuid();
        return instance.Plan.Offering.Name switch
        {
            ServiceCatalog.CloudManagement => $"ut-{id}-clone!b2001|{Master(instance.Plan).MasterAppName}",
            ServiceCatalog.Destination => $"{id}!b2001|{BindingClients.Destination.MasterAppName}",
            ServiceCatalog.ServiceManager => $"{id}!b2001|{BindingClients.ServiceManager.MasterAppName}",
            _ => $"{instance.Parameters.Text("xsappname") ?? instance.Name}-{id:N}!t2001",
        };
    }

    private static IEnumerable<string> Scopes(ServiceInstance instance, string xsAppName) => instance.Plan.Offering.Name switch
    {
        ServiceCatalog.CloudManagement => ManagementScopes(instance),
        ServiceCatalog.Destination => [BindingClients.DestinationScope],
        ServiceCatalog.ServiceManager => [BindingClients.ServiceManagerScope],
        _ => [$"{xsAppName}.Read"],
    };

    private static IEnumerable<string> ManagementScopes(ServiceInstance instance)
    {
        var scopes = Master(instance.Plan).Scopes.Except([.. UserScopes, "uaa.resource"], StringComparer.Ordinal);
        if (instance.Plan.Name.EndsWith("-viewer", StringComparison.Ordinal)) return scopes.Where(scope => scope.EndsWith(".read", StringComparison.Ordinal));
        return IsClientOnly(instance) ? scopes : [.. UserScopes, .. scopes];
    }

    private JsonObject Key(ServiceInstance instance, OAuthClient client)
    {
        if (instance.Plan.Offering.Name is ServiceCatalog.ServiceManager) return ServiceManagerKey.Write(landscape, uaa, client);
        var members = uaa.Write(client);
        switch (instance.Plan.Offering.Name)
        {
            case ServiceCatalog.CloudManagement:
                var level = instance.Plan.Name.Split('-')[0];
                return ManagementKey.Write(ManagementEndpoints.At(landscape.Origin), IsClientOnly(instance) ? ClientCredentialsGrant.Name : "user_token", level, members);
            case ServiceCatalog.Destination:
                members["uri"] = landscape.Origin;
                break;
        }

        return members;
    }
}

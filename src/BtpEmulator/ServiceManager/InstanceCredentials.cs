using System.Text.Json.Nodes;
using BtpEmulator.Http;
using BtpEmulator.ServiceKeys;
using BtpEmulator.Xsuaa;
using BtpEmulator.Xsuaa.Grants;

namespace BtpEmulator.ServiceManager;

/// <summary>Creates the OAuth client and the service key of a binding.</summary>
internal sealed class InstanceCredentials(Landscape landscape, UaaMembers uaa)
{
    private static readonly string[] UserScopes = ["openid", "uaa.user"];

    public (OAuthClient Client, JsonObject Key) Create(ServiceInstance instance, bool withCertificate)
    {
        string name = CreateXsAppName(instance);
        OAuthClient client = BoundClient.Create(name, SelectScopes(instance, name), SelectGrantTypes(instance), withCertificate);
        landscape.Clients.Add(client);
        return (client, CreateKey(instance, client));
    }

    private static bool IsClientOnly(ServiceInstance instance) =>
        instance.Plan.Offering.Name is not ServiceCatalog.CloudManagement
        || instance.Plan.Name.EndsWith("-viewer", StringComparison.Ordinal)
        || instance.Parameters.GetText("grantType") is "clientCredentials";

    private static OAuthClient GetMasterClient(ServicePlan plan) =>
        plan.Name.StartsWith("central", StringComparison.Ordinal) ? SeedClients.CloudManagementCentral : SeedClients.CloudManagementLocal;

    private static IReadOnlyList<string> SelectGrantTypes(ServiceInstance instance) =>
        IsClientOnly(instance) ? [ClientCredentialsHandler.Name] : SeedClients.CloudManagementCentral.GrantTypes;

    private static string CreateXsAppName(ServiceInstance instance)
    {
        Guid id = Guid.NewGuid();
        return instance.Plan.Offering.Name switch
        {
            ServiceCatalog.CloudManagement => $"ut-{id}-clone!b2001|{GetMasterClient(instance.Plan).MasterAppName}",
            ServiceCatalog.Destination => $"{id}!b2001|{BindingClients.Destination.MasterAppName}",
            ServiceCatalog.ServiceManager => $"{id}!b2001|{BindingClients.ServiceManager.MasterAppName}",
            _ => $"{instance.Parameters.GetText("xsappname") ?? instance.Name}-{id:N}!t2001",
        };
    }

    private static IEnumerable<string> SelectScopes(ServiceInstance instance, string xsAppName) => instance.Plan.Offering.Name switch
    {
        ServiceCatalog.CloudManagement => SelectManagementScopes(instance),
        ServiceCatalog.Destination => [BindingClients.DestinationScope],
        ServiceCatalog.ServiceManager => [BindingClients.ServiceManagerScope],
        _ => [$"{xsAppName}.Read"],
    };

    private static IEnumerable<string> SelectManagementScopes(ServiceInstance instance)
    {
        IEnumerable<string> scopes = GetMasterClient(instance.Plan).Scopes.Except([.. UserScopes, "uaa.resource"], StringComparer.Ordinal);
        if (instance.Plan.Name.EndsWith("-viewer", StringComparison.Ordinal))
            return scopes.Where(scope => scope.EndsWith(".read", StringComparison.Ordinal));
        return IsClientOnly(instance) ? scopes : [.. UserScopes, .. scopes];
    }

    private JsonObject CreateKey(ServiceInstance instance, OAuthClient client)
    {
        if (instance.Plan.Offering.Name is ServiceCatalog.ServiceManager) return ServiceManagerKey.Write(landscape, uaa, client);
        JsonObject members = uaa.Write(client);
        switch (instance.Plan.Offering.Name)
        {
            case ServiceCatalog.CloudManagement:
                string level = instance.Plan.Name.Split('-')[0];
                return ManagementKey.Write(
                    ManagementEndpoints.CreateForOrigin(landscape.Origin),
                    IsClientOnly(instance) ? ClientCredentialsHandler.Name : "user_token",
                    level,
                    members);
            case ServiceCatalog.Destination:
                members["uri"] = landscape.Origin;
                break;
        }

        return members;
    }
}

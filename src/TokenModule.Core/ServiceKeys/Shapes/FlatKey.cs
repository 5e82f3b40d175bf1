namespace TokenModule.ServiceKeys.Shapes;

/// <summary>
/// A key with the XSUAA client at the root, beside the URLs of the APIs: SaaS Provisioning, Destination, Connectivity, Service Manager,
/// AI Core, API Management, Alert Notification, XSUAA.
/// </summary>
internal sealed class FlatKey : IServiceKeyShape
{
    private static readonly (string Member, ServiceKeyKind Kind)[] Services =
    [
        ("saas_registry_url", ServiceKeyKind.SaasProvisioning),
        ("sm_url", ServiceKeyKind.ServiceManager),
        ("serviceurls", ServiceKeyKind.AiCore),
        ("uri", ServiceKeyKind.Destination),
    ];

    public bool CanRead(KeyMembers members) => members.Has("clientid");

    public ServiceKey ReadKey(KeyMembers members, string? name)
    {
        XsuaaClient client = XsuaaClient.ReadClient(members);
        ServiceKeyKind kind = Services.FirstOrDefault(service => members.Has(service.Member)).Kind;
        Dictionary<string, Uri> endpoints = EndpointMembers.ReadEndpoints(members);
        if (client.GetServiceUrlOrDefault() is { } api)
            endpoints["url"] = api;
        EndpointMembers.AddXsuaaApi(endpoints, members);
        return client.ToKey(name, kind, endpoints, GrantType.ClientCredentials);
    }
}

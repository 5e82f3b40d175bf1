namespace TokenModule.ServiceKeys.Shapes;

/// <summary>A key whose XSUAA client stands at the root, beside the addresses of its APIs: SaaS Provisioning, Destination, Service Manager, AI Core, XSUAA itself.</summary>
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
        ServiceKeyKind kind = Services.FirstOrDefault(service => members.Has(service.Member)).Kind;
        Dictionary<string, Uri> endpoints = EndpointMembers.ReadEndpoints(members);
        // Beside an address for tokens, the other is the API's.
        if (members.GetTextOrDefault("tokenurl") is not null && members.GetUrlOrDefault("url") is { } api)
            endpoints["url"] = api;
        return XsuaaClient.ReadClient(members).ToKey(name, kind, endpoints, GrantType.ClientCredentials);
    }
}

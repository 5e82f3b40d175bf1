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

    public bool Fits(KeyMembers members) => members.Has("clientid");

    public ServiceKey Read(KeyMembers members, string? name)
    {
        ServiceKeyKind kind = Services.FirstOrDefault(service => members.Has(service.Member)).Kind;
        Dictionary<string, Uri> endpoints = EndpointMembers.Read(members);
        // Beside an address for tokens, the other is the API's.
        if (members.Text("tokenurl") is not null && members.Url("url") is { } api)
            endpoints["url"] = api;
        return XsuaaClient.Read(members).ToKey(name, kind, endpoints, GrantType.ClientCredentials);
    }
}

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>
/// A key with the XSUAA client at the root, beside the URLs of the APIs: SaaS Provisioning, Destination, Service Manager, AI Core, XSUAA.
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
        ServiceKeyKind kind = Services.FirstOrDefault(service => members.Has(service.Member)).Kind;
        Dictionary<string, Uri> endpoints = EndpointMembers.ReadEndpoints(members);
        // When the key has a separate URL for tokens, 'url' is the API.
        if (members.GetTextOrDefault("tokenurl") is not null && members.GetUrlOrDefault("url") is { } api)
            endpoints["url"] = api;
        return XsuaaClient.ReadClient(members).ToKey(name, kind, endpoints, GrantType.ClientCredentials);
    }
}

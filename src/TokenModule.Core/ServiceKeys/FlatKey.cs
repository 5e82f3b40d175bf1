using System.Text.Json;

namespace TokenModule.ServiceKeys;

/// <summary>A key whose XSUAA client stands at the root, beside the addresses of its APIs: SaaS Provisioning, XSUAA itself.</summary>
internal sealed class FlatKey : IServiceKeyShape
{
    public bool Fits(KeyMembers members) => members.Has("clientid");

    public ServiceKey Read(KeyMembers members, string? name)
    {
        Dictionary<string, Uri> endpoints = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty member in members.All())
        {
            bool isEndpoint = member.Name == "uri" || member.Name.EndsWith("_url", StringComparison.Ordinal);
            if (isEndpoint && members.Url(member.Name) is { } address)
                endpoints[member.Name] = address;
        }

        ServiceKeyKind kind = endpoints.ContainsKey("saas_registry_url") ? ServiceKeyKind.SaasProvisioning : ServiceKeyKind.Xsuaa;
        return XsuaaClient.Read(members).ToKey(name, kind, endpoints, GrantType.ClientCredentials);
    }
}

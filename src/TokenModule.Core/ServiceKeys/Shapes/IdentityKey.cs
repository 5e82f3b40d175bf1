using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>
/// A client of SAP Cloud Identity Services. The members are like those of XSUAA, but the token endpoint has another path.
/// </summary>
internal sealed class IdentityKey : IServiceKeyShape
{
    public bool CanRead(KeyMembers members) => members.Has("clientid") && (members.Has("domains") || members.Has("app_tid"));

    public ServiceKey ReadKey(KeyMembers members, string? name)
    {
        string clientId = members.RequireText("clientid");
        Uri tenant = members.RequireUrl("url");
        ClientCredential credential = ClientCredentialMembers.ReadCredential(members);
        string keyName = name ?? members.GetTextOrDefault("name") ?? clientId;
        return new ServiceKey(keyName, ServiceKeyKind.Identity, clientId, TokenEndpoint.FromIdentityTenant(tenant), credential)
        {
            CredentialType = members.GetTextOrDefault("credential-type") ?? (credential is ClientCertificate ? "x509" : "client-secret"),
            Endpoints = new(new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase) { ["url"] = tenant }),
            TenantId = members.GetTextOrDefault("app_tid") ?? members.GetTextOrDefault("zone_uuid"),
            Source = members.Source,
        };
    }
}

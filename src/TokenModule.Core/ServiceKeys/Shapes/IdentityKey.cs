using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>A client of SAP Cloud Identity Services: its members look like XSUAA's, its token endpoint lies elsewhere.</summary>
internal sealed class IdentityKey : IServiceKeyShape
{
    public bool CanRead(KeyMembers members) => members.Has("clientid") && (members.Has("domains") || members.Has("app_tid"));

    public ServiceKey ReadKey(KeyMembers members, string? name)
    {
        string clientId = members.RequireText("clientid");
        Uri tenant = members.RequireUrl("url");
        ClientCredential credential = ClientCredentialMembers.ReadCredential(members);
        return new ServiceKey(name ?? members.GetTextOrDefault("name") ?? clientId, ServiceKeyKind.Identity, clientId, TokenEndpoint.FromIdentityTenant(tenant), credential)
        {
            CredentialType = members.GetTextOrDefault("credential-type") ?? (credential is ClientCertificate ? "x509" : "client-secret"),
            Endpoints = new(new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase) { ["url"] = tenant }),
            TenantId = members.GetTextOrDefault("app_tid") ?? members.GetTextOrDefault("zone_uuid"),
            Source = members.Source,
        };
    }
}

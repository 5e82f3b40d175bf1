using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>A client of SAP Cloud Identity Services: its members look like XSUAA's, its token endpoint lies elsewhere.</summary>
internal sealed class IdentityKey : IServiceKeyShape
{
    public bool Fits(KeyMembers members) => members.Has("clientid") && (members.Has("domains") || members.Has("app_tid"));

    public ServiceKey Read(KeyMembers members, string? name)
    {
        string clientId = members.RequiredText("clientid");
        Uri tenant = members.RequiredUrl("url");
        ClientCredential credential = ClientCredentialMembers.Read(members);
        return new ServiceKey(name ?? members.Text("name") ?? clientId, ServiceKeyKind.Identity, clientId, TokenEndpoint.OfIdentity(tenant), credential)
        {
            CredentialType = members.Text("credential-type") ?? (credential is ClientCertificate ? "x509" : "client-secret"),
            Endpoints = new(new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase) { ["url"] = tenant }),
            TenantId = members.Text("app_tid") ?? members.Text("zone_uuid"),
            Source = members.Source,
        };
    }
}

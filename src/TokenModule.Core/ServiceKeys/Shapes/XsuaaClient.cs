using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>The members that describe a client of XSUAA, wherever in a key they stand.</summary>
internal sealed record XsuaaClient(string ClientId, Uri TokenUrl, ClientCredential Credential, KeyMembers Members)
{
    public string? XsAppName => Members.Text("xsappname");

    public static XsuaaClient Read(KeyMembers members)
    {
        string clientId = members.RequiredText("clientid");
        ClientCredential credential = ClientCredentialMembers.Read(members);
        Uri tokenUrl = credential is ClientCertificate ? CertificateTokenUrl(members) : SecretTokenUrl(members);
        return new XsuaaClient(clientId, tokenUrl, credential, members);
    }

    public ServiceKey ToKey(string? name, ServiceKeyKind kind, Dictionary<string, Uri> endpoints, GrantType grant)
    {
        return new ServiceKey(name ?? XsAppName ?? ClientId, kind, ClientId, TokenUrl, Credential)
        {
            CredentialType = Members.Text("credential-type") ?? (Credential is ClientCertificate ? "x509" : "client-secret"),
            GrantType = grant,
            Endpoints = new(endpoints),
            XsAppName = XsAppName,
            Subdomain = Members.Text("identityzone"),
            UaaDomain = Members.Text("uaadomain"),
            TenantId = Members.Text("tenantid") ?? Members.Text("zoneid") ?? Members.Text("identityzoneid"),
            SubaccountId = Members.Text("subaccountid"),
            VerificationKey = Members.Text("verificationkey"),
            Source = Members.Source,
        };
    }

    private static Uri SecretTokenUrl(KeyMembers members) => TokenEndpoint.Of(members.Url("tokenurl") ?? members.RequiredUrl("url"));

    private static Uri CertificateTokenUrl(KeyMembers members)
    {
        Uri? own = members.Url("certurl") ?? members.Url("certUrl");
        return own is not null ? TokenEndpoint.Of(own) : TokenEndpoint.WithCertificate(SecretTokenUrl(members));
    }
}

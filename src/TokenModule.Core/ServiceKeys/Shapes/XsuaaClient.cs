using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>A client of XSUAA, read from the root of a key or from one of its members.</summary>
internal sealed record XsuaaClient(string ClientId, Uri TokenUrl, ClientCredential Credential, KeyMembers Members)
{
    private static readonly string[] TenantIdNames = ["tenantid", "zoneid", "identityzoneid"];

    public string? XsAppName => Members.GetTextOrDefault("xsappname");

    public static XsuaaClient ReadClient(KeyMembers members)
    {
        string clientId = members.RequireText("clientid");
        ClientCredential credential = ClientCredentialMembers.ReadCredential(members);
        Uri tokenUrl = credential is ClientCertificate ? ReadCertificateTokenUrl(members) : ReadSecretTokenUrl(members);
        return new XsuaaClient(clientId, tokenUrl, credential, members);
    }

    public ServiceKey ToKey(string? name, ServiceKeyKind kind, Dictionary<string, Uri> endpoints, GrantType grant)
    {
        return new ServiceKey(name ?? XsAppName ?? ClientId, kind, ClientId, TokenUrl, Credential)
        {
            CredentialType = Members.GetTextOrDefault("credential-type") ?? (Credential is ClientCertificate ? "x509" : "client-secret"),
            GrantType = grant,
            Endpoints = new(endpoints),
            XsAppName = XsAppName,
            Subdomain = Members.GetTextOrDefault("identityzone"),
            UaaDomain = Members.GetTextOrDefault("uaadomain"),
            TenantId = TenantIdNames.Select(Members.GetTextOrDefault).FirstOrDefault(id => id is not null),
            SubaccountId = Members.GetTextOrDefault("subaccountid"),
            VerificationKey = Members.GetTextOrDefault("verificationkey"),
            Source = Members.Source,
        };
    }

    private static Uri ReadSecretTokenUrl(KeyMembers members)
    {
        return TokenEndpoint.FromUaaUrl(members.GetUrlOrDefault("tokenurl") ?? members.RequireUrl("url"));
    }

    private static Uri ReadCertificateTokenUrl(KeyMembers members)
    {
        Uri? own = members.GetUrlOrDefault("certurl") ?? members.GetUrlOrDefault("certUrl");
        return own is not null ? TokenEndpoint.FromUaaUrl(own) : TokenEndpoint.WithCertificateHost(ReadSecretTokenUrl(members));
    }
}

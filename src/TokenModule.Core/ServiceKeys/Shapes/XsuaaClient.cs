using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>The members that describe a client of XSUAA, wherever in a key they stand.</summary>
internal sealed record XsuaaClient(string ClientId, Uri TokenUrl, ClientCredential Credential, KeyMembers Members)
{
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
            TenantId = Members.GetTextOrDefault("tenantid") ?? Members.GetTextOrDefault("zoneid") ?? Members.GetTextOrDefault("identityzoneid"),
            SubaccountId = Members.GetTextOrDefault("subaccountid"),
            VerificationKey = Members.GetTextOrDefault("verificationkey"),
            Source = Members.Source,
        };
    }

    private static Uri ReadSecretTokenUrl(KeyMembers members) => TokenEndpoint.FromUaaUrl(members.GetUrlOrDefault("tokenurl") ?? members.RequireUrl("url"));

    private static Uri ReadCertificateTokenUrl(KeyMembers members)
    {
        Uri? own = members.GetUrlOrDefault("certurl") ?? members.GetUrlOrDefault("certUrl");
        return own is not null ? TokenEndpoint.FromUaaUrl(own) : TokenEndpoint.WithCertificateHost(ReadSecretTokenUrl(members));
    }
}

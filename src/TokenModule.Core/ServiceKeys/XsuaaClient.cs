namespace TokenModule.ServiceKeys;

/// <summary>The members that describe a client of XSUAA, wherever in a key they stand.</summary>
internal sealed record XsuaaClient(string ClientId, Uri TokenUrl, Secret ClientSecret, KeyMembers Members)
{
    public string? XsAppName => Members.Text("xsappname");

    public static XsuaaClient Read(KeyMembers members)
    {
        string clientId = members.RequiredText("clientid");
        Uri tokenUrl = TokenEndpoint.Of(members.RequiredUrl("url"));
        return new XsuaaClient(clientId, tokenUrl, new Secret(members.RequiredText("clientsecret")), members);
    }

    public ServiceKey ToKey(string? name, ServiceKeyKind kind, Dictionary<string, Uri> endpoints, GrantType grant)
    {
        return new ServiceKey(name ?? XsAppName ?? ClientId, kind, ClientId, TokenUrl, ClientSecret)
        {
            CredentialType = Members.Text("credential-type") ?? "client-secret",
            GrantType = grant,
            Endpoints = new(endpoints),
            XsAppName = XsAppName,
            Subdomain = Members.Text("identityzone"),
            UaaDomain = Members.Text("uaadomain"),
            TenantId = Members.Text("tenantid") ?? Members.Text("zoneid") ?? Members.Text("identityzoneid"),
            SubaccountId = Members.Text("subaccountid"),
            Source = Members.Source,
        };
    }
}

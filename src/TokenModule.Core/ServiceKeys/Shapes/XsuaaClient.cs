using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>A client of XSUAA, read from the root of a key or from one of its members.</summary>
internal sealed record XsuaaClient(string ClientId, Uri TokenUrl, ClientCredential Credential, KeyMembers Members)
{
    /// <summary>The names of the token endpoint, or of the UAA, in keys where <c>url</c> has another meaning.</summary>
    public static readonly string[] TokenUrlNames = ["tokenurl", "token_service_url", "oauth_url", "tokenendpoint"];

    private const string UaaDomain = ".authentication.";

    private static readonly string[] TenantIdNames = ["tenantid", "zoneid", "identityzoneid"];

    public string? XsAppName { get; init; } = Members.GetTextOrDefault("xsappname");

    public static XsuaaClient ReadClient(KeyMembers members)
    {
        string clientId = members.RequireText("clientid");
        ClientCredential credential = ClientCredentialMembers.ReadCredential(members);
        Uri tokenUrl = credential is ClientCertificate ? ReadCertificateTokenUrl(members) : ReadSecretTokenUrl(members);
        return new XsuaaClient(clientId, tokenUrl, credential, members);
    }

    /// <returns>The member <c>url</c> when it is the API, because the key has another member for tokens; otherwise null.</returns>
    public Uri? GetServiceUrlOrDefault()
    {
        if (GetTokenUrlOrDefault(Members) is null || Members.GetUrlOrDefault("url") is not { } url)
            return null;

        // Some keys contain the URL of the UAA under both names.
        return TokenEndpoint.FromUaaUrl(url) == TokenUrl || url.Host.Contains(UaaDomain) ? null : url;
    }

    public ServiceKey ToKey(string? name, ServiceKeyKind kind, Dictionary<string, Uri> endpoints, GrantType grant)
    {
        return new ServiceKey(name ?? XsAppName ?? ClientId, kind, ClientId, TokenUrl, Credential)
        {
            CredentialType = ClientCredentialMembers.FormatType(Members, Credential),
            GrantType = Credential is PublicClient ? GrantType.AuthorizationCode : grant,
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

    private static Uri? GetTokenUrlOrDefault(KeyMembers members)
    {
        return TokenUrlNames.Select(members.GetUrlOrDefault).FirstOrDefault(url => url is not null);
    }

    private static Uri ReadSecretTokenUrl(KeyMembers members)
    {
        if (GetTokenUrlOrDefault(members) is { } tokenUrl)
            return members.GetTextOrDefault("tokenurlsuffix") is { } suffix
                ? AppendSuffix(tokenUrl, suffix)
                : TokenEndpoint.FromUaaUrl(tokenUrl);

        Uri url = members.RequireUrl("url");
        return IsForBasicAuthentication(members, url) ? throw CreateBasicError(members) : TokenEndpoint.FromUaaUrl(url);
    }

    private static Uri ReadCertificateTokenUrl(KeyMembers members)
    {
        Uri? own = members.GetUrlOrDefault("certurl");
        return own is not null ? TokenEndpoint.FromUaaUrl(own) : TokenEndpoint.WithCertificateHost(ReadSecretTokenUrl(members));
    }

    // The SAP BTP service operator stores the path of the token endpoint separately.
    private static Uri AppendSuffix(Uri tokenUrl, string suffix)
    {
        string address = tokenUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        string path = "/" + suffix.Trim('/');
        return new Uri(address.EndsWith(path, StringComparison.Ordinal) ? address : address + path);
    }

    // XSUAA writes 'clientid'. A key with another spelling and without a token URL comes from a service whose 'url' is its API.
    private static bool IsForBasicAuthentication(KeyMembers members, Uri url)
    {
        bool isUaa = url.Host.Contains(UaaDomain) || url.AbsolutePath.EndsWith("/oauth/token", StringComparison.Ordinal);
        return !isUaa && !members.HasSpelling("clientid") && !members.Has("xsappname") && !members.Has("uaadomain");
    }

    private static ServiceKeyException CreateBasicError(KeyMembers members)
    {
        return new ServiceKeyException(
            Failure.ServiceKeyInvalid,
            members.Source,
            "The key contains no token URL: it is for Basic authentication. Create a key for OAuth, or send the client ID and the secret "
                + "as user name and password without this module.");
    }
}

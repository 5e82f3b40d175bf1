using System.Text.RegularExpressions;

namespace TokenModule.ServiceKeys;

/// <summary>Builds and converts URLs of token endpoints.</summary>
internal static class TokenEndpoint
{
    private const string XsuaaPath = "/oauth/token";
    private const string IdentityPath = "/oauth2/token";
    private const string Domain = ".authentication.";
    private const string CertificateDomain = ".authentication.cert.";

    private static readonly Regex Label = new(
        "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>
    /// Appends the token path to the URL of a UAA. A path, as on XSA, is kept. The URL of a token endpoint is returned unchanged.
    /// </summary>
    public static Uri FromUaaUrl(Uri uaa) => AppendPath(uaa, XsuaaPath);

    /// <summary>Appends the token path to the URL of a tenant of SAP Cloud Identity Services.</summary>
    public static Uri FromIdentityTenant(Uri tenant) => AppendPath(tenant, IdentityPath);

    /// <summary>Returns the same endpoint on the host where XSUAA accepts client certificates.</summary>
    public static Uri WithCertificateHost(Uri endpoint)
    {
        string host = endpoint.Host;
        bool isOther = host.Contains(Domain) && !host.Contains(CertificateDomain);
        return isOther ? new UriBuilder(endpoint) { Host = host.Replace(Domain, CertificateDomain) }.Uri : endpoint;
    }

    /// <summary>The same address at the host for browsers. The certificate host would require a certificate from the browser.</summary>
    public static Uri RemoveCertificateHost(Uri endpoint)
    {
        // A host without a subdomain begins with the domain. With a dot in front it is found too.
        string host = "." + endpoint.Host;
        return host.Contains(CertificateDomain)
            ? new UriBuilder(endpoint) { Host = host.Replace(CertificateDomain, Domain).Substring(1) }.Uri
            : endpoint;
    }

    /// <summary>The page for a sign-in with a browser: <c>authorize</c> beside the token endpoint, as UAA has it.</summary>
    public static Uri GetAuthorizePage(Uri endpoint)
    {
        string path = endpoint.AbsolutePath;
        string folder = path.Substring(0, path.LastIndexOf('/') + 1);
        return new UriBuilder(RemoveCertificateHost(endpoint)) { Path = folder + "authorize", Query = "" }.Uri;
    }

    /// <summary>Returns the same endpoint of another tenant. The subdomain of a tenant is the first label of the host name.</summary>
    /// <exception cref="ServiceKeyException">The subdomain is invalid, or the host name contains no subdomain.</exception>
    public static Uri WithSubdomain(ServiceKey key, string subdomain)
    {
        string host = key.TokenUrl.Host;
        int domain = host.IndexOf(Domain, StringComparison.OrdinalIgnoreCase);
        if (domain < 0)
            throw new ServiceKeyException(
                Failure.ServiceKeyInvalid,
                key.Name,
                $"The host name {host} contains no subdomain of a tenant. Select the tenant with -ZoneId.");
        if (!Label.IsMatch(subdomain))
            throw new ServiceKeyException(
                Failure.ServiceKeyInvalid,
                key.Name,
                "The subdomain contains characters other than letters, digits and hyphens. Copy it from the subaccount in the cockpit.");
        return new UriBuilder(key.TokenUrl) { Host = subdomain + host.Substring(domain) }.Uri;
    }

    /// <returns>The endpoint of the region, which serves every tenant. The endpoint of the key when the key names no region.</returns>
    public static Uri RemoveSubdomain(ServiceKey key)
    {
        string host = key.TokenUrl.Host;
        int domain = host.IndexOf(Domain, StringComparison.OrdinalIgnoreCase);
        return key.UaaDomain is null || domain < 0
            ? key.TokenUrl
            : new UriBuilder(key.TokenUrl) { Host = host.Substring(domain + 1) }.Uri;
    }

    /// <summary>
    /// The issuer of a tenant: the URL of a tenant of SAP Cloud Identity Services, the token endpoint of an XSUAA, or the origin of any
    /// other server.
    /// </summary>
    public static string GetIssuer(Uri endpoint)
    {
        string address = RemoveCertificateHost(endpoint).GetLeftPart(UriPartial.Path);
        return address.EndsWith(IdentityPath, StringComparison.Ordinal) ? address.Substring(0, address.Length - IdentityPath.Length)
            : address.EndsWith(XsuaaPath, StringComparison.Ordinal) ? address
            : endpoint.GetLeftPart(UriPartial.Authority);
    }

    /// <returns>The URL where the server of a token endpoint publishes its keys, or null when it is unknown.</returns>
    public static Uri? GetJwksUriOrDefault(Uri endpoint)
    {
        // The host for client certificates requires a certificate for every request, so the other host is used.
        string address = endpoint.GetLeftPart(UriPartial.Path).Replace(CertificateDomain, Domain);
        return ReplacePathOrDefault(address, XsuaaPath, "/token_keys") ?? ReplacePathOrDefault(address, IdentityPath, "/oauth2/certs");
    }

    /// <returns>The URL where SAP Cloud Identity Services revokes tokens (RFC 7009), or null for another server.</returns>
    public static Uri? GetIdentityRevocationOrDefault(Uri endpoint)
    {
        return ReplacePathOrDefault(endpoint.GetLeftPart(UriPartial.Path), IdentityPath, "/oauth2/revoke");
    }

    /// <returns>The URL of a token at UAA, or null for another server.</returns>
    public static Uri? GetUaaRevocationOrDefault(Uri endpoint, string tokenId)
    {
        string path = $"/oauth/token/revoke/{Uri.EscapeDataString(tokenId)}";
        return ReplacePathOrDefault(endpoint.GetLeftPart(UriPartial.Path), XsuaaPath, path);
    }

    private static Uri? ReplacePathOrDefault(string address, string path, string replacement)
    {
        return address.EndsWith(path, StringComparison.Ordinal)
            ? new Uri(address.Substring(0, address.Length - path.Length) + replacement)
            : null;
    }

    private static Uri AppendPath(Uri address, string path)
    {
        string whole = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri(whole.EndsWith(path, StringComparison.Ordinal) ? whole : whole + path);
    }
}

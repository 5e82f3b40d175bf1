using System.Text.RegularExpressions;

namespace TokenModule.ServiceKeys;

/// <summary>The address of a token endpoint.</summary>
internal static class TokenEndpoint
{
    private const string XsuaaPath = "/oauth/token";
    private const string IdentityPath = "/oauth2/token";
    private const string Domain = ".authentication.";
    private const string CertificateDomain = ".authentication.cert.";

    private static readonly Regex Label = new("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>From the UAA's own address, which on XSA has a path that stays; an address that is the endpoint already is left as it is.</summary>
    public static Uri FromUaaUrl(Uri uaa) => AppendPath(uaa, XsuaaPath);

    /// <summary>From the address of a tenant of SAP Cloud Identity Services.</summary>
    public static Uri FromIdentityTenant(Uri tenant) => AppendPath(tenant, IdentityPath);

    /// <summary>The same address at the host where XSUAA takes client certificates.</summary>
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

    /// <summary>The same endpoint of another tenant, whose subdomain is the first label of the host.</summary>
    /// <exception cref="ServiceKeyException">The subdomain is none, or the address names no tenant.</exception>
    public static Uri WithSubdomain(ServiceKey key, string subdomain)
    {
        string host = key.TokenUrl.Host;
        int domain = host.IndexOf(Domain, StringComparison.OrdinalIgnoreCase);
        if (domain < 0)
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, key.Name, $"the host {host} names no tenant whose subdomain could be replaced. Name the tenant with -ZoneId.");
        if (!Label.IsMatch(subdomain))
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, key.Name, "a subdomain has letters, digits and hyphens only. Give it as the cockpit shows it for the subaccount.");
        return new UriBuilder(key.TokenUrl) { Host = subdomain + host.Substring(domain) }.Uri;
    }

    /// <returns>Where the server of a token endpoint publishes its keys; null where that is not known.</returns>
    public static Uri? GetJwksUriOrDefault(Uri endpoint)
    {
        // The host for client certificates wants one for everything.
        string address = endpoint.GetLeftPart(UriPartial.Path).Replace(CertificateDomain, Domain);
        return address.EndsWith(XsuaaPath, StringComparison.Ordinal) ? new Uri(address.Substring(0, address.Length - XsuaaPath.Length) + "/token_keys")
            : address.EndsWith(IdentityPath, StringComparison.Ordinal) ? new Uri(address.Substring(0, address.Length - IdentityPath.Length) + "/oauth2/certs")
            : null;
    }

    private static Uri AppendPath(Uri address, string path)
    {
        string whole = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri(whole.EndsWith(path, StringComparison.Ordinal) ? whole : whole + path);
    }
}

namespace BtpEmulator.Tls;

/// <summary>The host names of a landscape like SAP's, in which the zone is part of the host name instead of the path.</summary>
internal static class LandscapeHosts
{
    public const string Domain = "emulator.test";
    public const string Authentication = $"authentication.{Domain}";
    public const string CertificateAuthentication = $"authentication.cert.{Domain}";

    public static string GetUaaUrl(string subdomain) => $"https://{subdomain}.{Authentication}";

    public static string GetCertificateUaaUrl(string subdomain) => $"https://{subdomain}.{CertificateAuthentication}";

    public static bool Contains(string host) =>
        host.Equals(Domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{Domain}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the host name of a request contains a zone.</summary>
    public static bool IsZoneHost(this HttpRequest request) => FindSubdomain(request) is not null;

    /// <summary>Routes a request with a zone in its host name to the path of that zone.</summary>
    public static Task RouteAsync(HttpContext context, RequestDelegate next)
    {
        if (FindSubdomain(context.Request) is { } subdomain)
            context.Request.Path = new PathString($"/uaa/{subdomain}").Add(context.Request.Path);
        return next(context);
    }

    private static string? FindSubdomain(HttpRequest request)
    {
        if (!request.IsHttps) return null;
        string host = request.Host.Host.ToLowerInvariant();
        return TrimSuffixOrDefault(host, $".{Authentication}") ?? TrimSuffixOrDefault(host, $".{CertificateAuthentication}");
    }

    private static string? TrimSuffixOrDefault(string host, string suffix) =>
        host.Length > suffix.Length && host.EndsWith(suffix, StringComparison.Ordinal) ? host[..^suffix.Length] : null;
}

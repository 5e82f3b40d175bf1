namespace BtpEmulator;

/// <summary>The address a zone's UAA has for the client that asks.</summary>
internal static class UaaAddress
{
    /// <summary>Where XS Advanced on premise keeps its UAA.</summary>
    public const string XsAdvancedPath = "/uaa-security";

    public static string Of(HttpRequest request, Zone zone, Landscape landscape)
    {
        if (request.IsZoneHost()) return LandscapeHosts.UaaUrl(zone.Subdomain);
        return request.Path.StartsWithSegments(XsAdvancedPath, StringComparison.Ordinal)
            ? landscape.Origin + XsAdvancedPath
            : zone.Url(landscape);
    }
}

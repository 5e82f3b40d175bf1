namespace BtpEmulator;

/// <summary>The address a zone's UAA has for the client that asks.</summary>
internal static class UaaAddress
{
    /// <summary>Where XS Advanced on premise keeps its UAA.</summary>
    public const string XsAdvancedPath = "/uaa-security";

    public static string GetUrl(HttpRequest request, Zone zone, Landscape landscape)
    {
        if (request.IsZoneHost()) return LandscapeHosts.GetUaaUrl(zone.Subdomain);
        return request.Path.StartsWithSegments(XsAdvancedPath, StringComparison.Ordinal)
            ? landscape.Origin + XsAdvancedPath
            : zone.GetUrl(landscape);
    }
}

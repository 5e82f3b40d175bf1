using BtpEmulator.Tls;

namespace BtpEmulator.Xsuaa;

/// <summary>The URL of a zone's UAA, as seen by the client that sent the request.</summary>
internal static class UaaAddress
{
    /// <summary>The path of the UAA in XS Advanced (on premise).</summary>
    public const string XsAdvancedPath = "/uaa-security";

    public static string GetUrl(HttpRequest request, Zone zone, Landscape landscape)
    {
        if (request.IsZoneHost()) return LandscapeHosts.GetUaaUrl(zone.Subdomain);
        return request.Path.StartsWithSegments(XsAdvancedPath, StringComparison.Ordinal)
            ? landscape.Origin + XsAdvancedPath
            : zone.GetUrl(landscape);
    }
}

using System.Management.Automation.Host;
using TokenModule.Http;

namespace TokenModule;

/// <summary>The lines of the view of a token's claims. Whoever made the token wrote them: what could steer a terminal is left out.</summary>
public static class TokenClaimsView
{
    /// <returns>The user, by the name that the server knows; null for a client's own token.</returns>
    public static string? FormatUser(TokenClaims claims)
    {
        string name = Clean(claims.UserName ?? claims.Email);
        string origin = Clean(claims.Origin);
        return name.Length == 0 ? null : origin.Length == 0 ? name : $"{name} ({origin})";
    }

    public static string FormatClient(TokenClaims claims) => Clean(claims.ClientId);

    /// <returns>Subdomain and id, or the one that is there.</returns>
    public static string? FormatTenant(TokenClaims claims)
    {
        string subdomain = Clean(claims.Subdomain);
        string id = Clean(claims.ZoneId);
        return subdomain.Length == 0 ? (id.Length == 0 ? null : id) : id.Length == 0 ? subdomain : $"{subdomain} ({id})";
    }

    public static string FormatSubaccount(TokenClaims claims) => Clean(claims.SubaccountId);

    public static string FormatIssuer(TokenClaims claims) => Clean(claims.Issuer);

    /// <param name="claims">The claims shown.</param>
    /// <param name="style"><c>$PSStyle</c>, where there is one.</param>
    /// <param name="host"><c>$Host</c>.</param>
    /// <returns>In local time, and how far away that is.</returns>
    public static string FormatValidUntil(TokenClaims claims, object? style, PSHost host)
    {
        if (claims.ExpiresAt is not { } end)
            return "the token does not say";

        string text = $"{end.ToLocalTime():yyyy-MM-dd HH:mm:ss} ({RelativeTime.Format(end)})";
        return claims.IsExpired ? ViewColor.Colorize(text, "Formatting", "Error", style, host) : ViewColor.Colorize(text, "Foreground", "Green", style, host);
    }

    /// <returns>Each application with its scopes below it, and those of the platform without one.</returns>
    public static string FormatScopes(TokenClaims claims)
    {
        IEnumerable<string> lines = claims.ReadScopeNames().GroupBy(s => s.Application).SelectMany(application => application.Key is null
            ? application.Select(s => Clean(s.Local))
            : application.Select(s => "  " + Clean(s.Local)).Prepend(Clean(application.Key)));
        return string.Join(Environment.NewLine, lines);
    }

    public static string FormatRoleCollections(TokenClaims claims) => string.Join(Environment.NewLine, claims.RoleCollections.Select(Clean));

    /// <inheritdoc cref="FormatValidUntil"/>
    /// <returns>Whether the signature was checked.</returns>
    public static string FormatSignature(TokenClaims claims, object? style, PSHost host)
    {
        return claims.SignatureVerified ? ViewColor.Colorize("verified", "Foreground", "Green", style, host) : ViewColor.Colorize("not checked (-Verify checks it)", "Formatting", "Warning", style, host);
    }

    private static string Clean(string? text) => ServerText.Clean(text);
}

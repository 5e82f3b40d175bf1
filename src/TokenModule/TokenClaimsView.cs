using System.Globalization;
using System.Management.Automation.Host;
using TokenModule.Http;

namespace TokenModule;

/// <summary>
/// Formats the claims of a token for their view. The issuer is not trusted, so control characters for terminals are removed.
/// </summary>
public static class TokenClaimsView
{
    /// <returns>The user name and its origin, or null when the token has no user.</returns>
    public static string? FormatUser(TokenClaims claims)
    {
        string name = Clean(claims.UserName ?? claims.Email);
        string origin = Clean(claims.Origin);
        return name.Length == 0 ? null : origin.Length == 0 ? name : $"{name} ({origin})";
    }

    public static string FormatClient(TokenClaims claims) => Clean(claims.ClientId);

    /// <returns>The subdomain and the id of the tenant, as far as the token contains them, or null.</returns>
    public static string? FormatTenant(TokenClaims claims)
    {
        string subdomain = Clean(claims.Subdomain);
        string id = Clean(claims.ZoneId);
        return subdomain.Length == 0 ? (id.Length == 0 ? null : id) : id.Length == 0 ? subdomain : $"{subdomain} ({id})";
    }

    public static string FormatSubaccount(TokenClaims claims) => Clean(claims.SubaccountId);

    public static string FormatIssuer(TokenClaims claims) => Clean(claims.Issuer);

    /// <param name="claims">The claims of the token.</param>
    /// <param name="style"><c>$PSStyle</c>, or null in Windows PowerShell.</param>
    /// <param name="host"><c>$Host</c>.</param>
    /// <returns>The expiry in local time, and its distance from now.</returns>
    public static string FormatValidUntil(TokenClaims claims, object? style, PSHost host)
    {
        if (claims.ExpiresAt is not { } end)
            return "not in the token";

        string text = $"{end.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} ({RelativeTime.Format(end)})";
        return claims.IsExpired
            ? ViewColor.Colorize(text, "Formatting", "Error", style, host)
            : ViewColor.Colorize(text, "Foreground", "Green", style, host);
    }

    /// <returns>The scopes below the names of their applications. Scopes of the platform have no application.</returns>
    public static string FormatScopes(TokenClaims claims)
    {
        IEnumerable<string> lines = claims.ReadScopeNames().GroupBy(s => s.Application).SelectMany(application => application.Key is null
            ? application.Select(s => Clean(s.Local))
            : application.Select(s => "  " + Clean(s.Local)).Prepend(Clean(application.Key)));
        return string.Join(Environment.NewLine, lines);
    }

    public static string FormatRoleCollections(TokenClaims claims)
    {
        return string.Join(Environment.NewLine, claims.RoleCollections.Select(Clean));
    }

    /// <inheritdoc cref="FormatValidUntil"/>
    /// <returns>Whether the signature was verified.</returns>
    public static string FormatSignature(TokenClaims claims, object? style, PSHost host)
    {
        return claims.SignatureVerified
            ? ViewColor.Colorize("verified", "Foreground", "Green", style, host)
            : ViewColor.Colorize("not checked (-Verify checks it)", "Formatting", "Warning", style, host);
    }

    private static string Clean(string? text) => ServerText.Clean(text);
}

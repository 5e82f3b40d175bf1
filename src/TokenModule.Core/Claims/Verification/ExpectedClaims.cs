using System.Globalization;
using TokenModule.Http;

namespace TokenModule.Claims.Verification;

/// <summary>What the claims of a token have to say, besides being in their time (RFC 7519, 4.1).</summary>
internal sealed record ExpectedClaims
{
    // Clocks of servers differ by seconds, not by minutes.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);
    private const string ClockAdvice = "Get a new token. If the time is wrong, set the clock of this computer.";

    /// <summary>Names of which the token's audience has to hold one; none leaves it open.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>The names of one client, its id and its application, where no audience is named: the token has to be of it or for it.</summary>
    public IReadOnlyList<string> Client { get; init; } = [];

    /// <summary>The issuer, character by character; null leaves it open.</summary>
    public string? Issuer { get; init; }

    /// <exception cref="TokenVerificationException">The claims say something else; the message says both.</exception>
    public void RequireMatch(TokenClaims claims, DateTimeOffset now)
    {
        RequireTime(claims, now);
        if (Issuer is not null && claims.Issuer != Issuer)
            throw TokenVerificationException.CreateRejected(Failure.IssuerMismatch, $"its issuer is '{ServerText.Clean(claims.Issuer)}', but '{Issuer}' was expected");
        if (!IsIntendedAudience(claims))
            throw TokenVerificationException.CreateRejected(Failure.AudienceMismatch, $"its audience is {FormatNames(claims.Audience)}, but {FormatNames(Audience.Count > 0 ? Audience : Client)} was expected");
    }

    private static void RequireTime(TokenClaims claims, DateTimeOffset now)
    {
        DateTimeOffset end = claims.ExpiresAt ?? throw TokenVerificationException.CreateRejected(Failure.TokenExpired, "it has no expiry (exp)");
        if (end <= now - Leeway)
            throw TokenVerificationException.CreateRejected(Failure.TokenExpired, $"it expired at {FormatTime(end)}, and the time is {FormatTime(now)}", ClockAdvice);
        if (!claims.HasNotBefore)
            return;

        DateTimeOffset start = claims.NotBefore ?? throw TokenVerificationException.CreateRejected(Failure.TokenExpired, "its start (nbf) is not a time");
        if (start > now + Leeway)
            throw TokenVerificationException.CreateRejected(Failure.TokenExpired, $"it is not valid before {FormatTime(start)}, and the time is {FormatTime(now)}", ClockAdvice);
    }

    private bool IsIntendedAudience(TokenClaims claims)
    {
        if (Audience.Count > 0)
            return Audience.Intersect(claims.Audience, StringComparer.Ordinal).Any();
        if (Client.Count == 0 || Client.Contains(claims.ClientId, StringComparer.Ordinal))
            return true;

        // XSUAA names applications, and parts of them behind a dot.
        string[] audience = claims.Audience;
        return Client.Any(name => audience.Any(a => a == name || a.StartsWith(name + ".", StringComparison.Ordinal)));
    }

    private static string FormatNames(IReadOnlyCollection<string> names) => names.Count == 0 ? "empty" : string.Join(" or ", names.Select(name => $"'{ServerText.Clean(name)}'"));

    private static string FormatTime(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

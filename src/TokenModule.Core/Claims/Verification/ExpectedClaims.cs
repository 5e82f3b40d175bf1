using System.Globalization;
using TokenModule.Http;

namespace TokenModule.Claims.Verification;

/// <summary>The required audience and issuer of a token (RFC 7519 section 4.1). The validity period is always checked too.</summary>
internal sealed record ExpectedClaims
{
    // The clocks of servers differ by seconds, not by minutes.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);
    private const string ClockAdvice = "Get a new token. If the time is wrong, set the clock of this computer.";

    /// <summary>The accepted audiences. The token must have one of them. An empty list accepts any audience.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>
    /// The names of one client: its id and its application. Used when <see cref="Audience"/> is empty. The token must be issued to the
    /// client or be for it. An empty list accepts any client.
    /// </summary>
    public IReadOnlyList<string> Client { get; init; } = [];

    /// <summary>The required issuer, compared exactly. Null accepts any issuer.</summary>
    public string? Issuer { get; init; }

    /// <exception cref="TokenVerificationException">A claim does not match. The message contains both values.</exception>
    public void RequireMatch(TokenClaims claims, DateTimeOffset now)
    {
        RequireTime(claims, now);
        if (Issuer is not null && claims.Issuer != Issuer)
        {
            throw TokenVerificationException.CreateRejected(
                Failure.IssuerMismatch, $"its issuer is '{ServerText.Clean(claims.Issuer)}', but '{Issuer}' was expected");
        }

        if (!IsIntendedAudience(claims))
        {
            string expected = FormatNames(Audience.Count > 0 ? Audience : Client);
            throw TokenVerificationException.CreateRejected(
                Failure.AudienceMismatch, $"its audience is {FormatNames(claims.Audience)}, but {expected} was expected");
        }
    }

    private static void RequireTime(TokenClaims claims, DateTimeOffset now)
    {
        if (claims.ExpiresAt is not { } expiry)
            throw TokenVerificationException.CreateRejected(Failure.TokenExpired, "it has no expiry (exp)");
        if (expiry <= now - Leeway)
        {
            throw TokenVerificationException.CreateRejected(
                Failure.TokenExpired, $"it expired at {FormatTime(expiry)}, and the time is {FormatTime(now)}", ClockAdvice);
        }

        if (!claims.HasNotBefore)
            return;
        if (claims.NotBefore is not { } start)
            throw TokenVerificationException.CreateRejected(Failure.TokenExpired, "its start (nbf) is not a time");
        if (start > now + Leeway)
        {
            throw TokenVerificationException.CreateRejected(
                Failure.TokenExpired, $"it is not valid before {FormatTime(start)}, and the time is {FormatTime(now)}", ClockAdvice);
        }
    }

    private bool IsIntendedAudience(TokenClaims claims)
    {
        if (Audience.Count > 0)
            return Audience.Intersect(claims.Audience, StringComparer.Ordinal).Any();
        if (Client.Count == 0 || Client.Contains(claims.ClientId, StringComparer.Ordinal))
            return true;

        // An audience of XSUAA is an application, or a part of an application after a dot.
        string[] audience = claims.Audience;
        return Client.Any(name => audience.Any(a => a == name || a.StartsWith(name + ".", StringComparison.Ordinal)));
    }

    private static string FormatNames(IReadOnlyCollection<string> names)
    {
        return names.Count == 0 ? "empty" : string.Join(" or ", names.Select(name => $"'{ServerText.Clean(name)}'"));
    }

    private static string FormatTime(DateTimeOffset time)
    {
        return time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}

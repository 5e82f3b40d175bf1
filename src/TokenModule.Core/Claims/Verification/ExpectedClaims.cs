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
        // On a custom domain, IAS puts the address of the tenant into ias_iss (SAP/cloud-security-services-integration-library).
        if (Issuer is not null && claims.IasIssuer != Issuer && claims.Issuer != Issuer)
        {
            string actual = claims.IasIssuer ?? claims.Issuer ?? string.Empty;
            string hint = IsSimilar(actual, Issuer) ? ". The two differ only in the scheme or the final slash" : string.Empty;
            throw TokenVerificationException.CreateRejected(
                Failure.IssuerMismatch, $"its issuer is '{ServerText.Clean(actual)}', but '{Issuer}' was expected{hint}");
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
        string time = InvariantText.FormatSecond(now);
        if (claims.ExpiresAt is not { } expiry)
            throw TokenVerificationException.CreateRejected(Failure.TokenExpired, "it has no expiry (exp)");
        if (expiry <= now - Leeway)
        {
            throw TokenVerificationException.CreateRejected(
                Failure.TokenExpired, $"it expired at {InvariantText.FormatSecond(expiry)}, and the time is {time}", ClockAdvice);
        }

        if (!claims.HasNotBefore)
            return;
        if (claims.NotBefore is not { } start)
            throw TokenVerificationException.CreateRejected(Failure.TokenExpired, "its start (nbf) is not a time");
        if (start > now + Leeway)
        {
            throw TokenVerificationException.CreateRejected(
                Failure.TokenExpired, $"it is not valid before {InvariantText.FormatSecond(start)}, and the time is {time}", ClockAdvice);
        }
    }

    private bool IsIntendedAudience(TokenClaims claims)
    {
        if (Audience.Count > 0)
            return Audience.Intersect(claims.Audience, StringComparer.Ordinal).Any();
        if (Client.Count == 0 || Client.Contains(claims.ClientId, StringComparer.Ordinal))
            return true;

        string[] audience = [.. ListAudience(claims)];
        return Client.Any(name => audience.Any(a => IsFor(a, name)) || IsClone(claims.ClientId, name));
    }

    // The rules of SAP's libraries (JwtAudienceValidator): an audience of XSUAA is an application, or a part of an application after a dot.
    private static bool IsFor(string audience, string name)
    {
        return audience == name || audience.StartsWith(name + ".", StringComparison.Ordinal) || IsClone(audience, name);
    }

    // A broker (plan broker, index !b) creates a clone of itself for each instance. The name of a clone ends with the name of the broker.
    private static bool IsClone(string? client, string name)
    {
        return name.Contains("!b", StringComparison.Ordinal) && client?.EndsWith("|" + name, StringComparison.Ordinal) == true;
    }

    // A token without an audience is for its own client. Without a client, it is for the applications of its scopes.
    private static IEnumerable<string> ListAudience(TokenClaims claims)
    {
        if (claims.Audience is { Length: > 0 } audience)
            return audience;

        return claims.ClientId is { } client ? [client] : claims.ReadScopeNames().Select(scope => scope.Application).OfType<string>();
    }

    private static bool IsSimilar(string actual, string expected) => RemoveScheme(actual) == RemoveScheme(expected);

    private static string RemoveScheme(string issuer)
    {
        int scheme = issuer.IndexOf("://", StringComparison.Ordinal);
        return (scheme < 0 ? issuer : issuer.Substring(scheme + 3)).TrimEnd('/');
    }

    private static string FormatNames(IReadOnlyCollection<string> names)
    {
        return names.Count == 0 ? "empty" : NameList.JoinQuoted(names, " or ");
    }
}

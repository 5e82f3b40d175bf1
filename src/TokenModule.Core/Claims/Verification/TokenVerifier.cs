using System.Collections.Concurrent;
using System.Security.Cryptography;
using TokenModule.Http;

namespace TokenModule.Claims.Verification;

/// <summary>Says whether a token can be trusted (RFC 7519, 7.2; RFC 8725): who signed it, when it is good, and whom it is for.</summary>
internal sealed class TokenVerifier
{
    // Clocks of servers differ by seconds, not by minutes.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);

    private readonly PublishedKeys published;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, VerificationKey> atHand = new(StringComparer.Ordinal);

    public TokenVerifier(PublishedKeys published, TimeProvider clock)
    {
        this.published = published;
        this.clock = clock;
    }

    /// <returns>The claims, whose <see cref="TokenClaims.SignatureVerified"/> is true.</returns>
    /// <exception cref="TokenFormatException">The text is no JWT.</exception>
    /// <exception cref="TokenVerificationException">A check failed, or there is no key to check with.</exception>
    /// <exception cref="TransportException">The published keys cannot be had.</exception>
    public async ValueTask<TokenClaims> VerifyAsync(string token, TrustedKeys trusted, Expectations expected, NetworkOptions network, CancellationToken cancellationToken)
    {
        SignedText text = JwtText.ReadSigned(token);
        string name = text.Header.Text("alg"u8) ?? string.Empty;
        SignatureAlgorithm algorithm = SignatureAlgorithm.Named(name) ?? throw Refused(Failure.SignatureInvalid, $"its algorithm is '{ServerText.Clean(name)}', and only RS, PS and ES 256 to 512 are trusted");
        if (text.Header.Has("crit"u8) || text.Header.Has("b64"u8))
            throw Refused(Failure.SignatureInvalid, "its header asks for an extension that is not known here (crit or b64)");

        if (!await IsSignedAsync(text, name, algorithm, trusted, network, cancellationToken).ConfigureAwait(false))
            throw Refused(Failure.SignatureInvalid, "its signature is not one of the keys it was checked with. It was changed, or another server issued it");

        TokenClaims claims = text.Verified(clock);
        RequireTime(claims);
        RequireExpected(claims, expected);
        return claims;
    }

    private async ValueTask<bool> IsSignedAsync(SignedText text, string name, SignatureAlgorithm algorithm, TrustedKeys trusted, NetworkOptions network, CancellationToken cancellationToken)
    {
        if (trusted.Pem is { } pem && Verifies(AtHand(pem), text, name, algorithm))
            return true;
        if (trusted.Published is null)
            return trusted.Pem is not null ? false : throw new TokenVerificationException(Failure.KeyUnknown, "There is no key to check the token with. Give the service key that has one, or -JwksUri.");

        string? keyId = text.Header.Text("kid"u8);
        IReadOnlyList<VerificationKey> keys = await published.FindAsync(trusted.Published, keyId, network, cancellationToken).ConfigureAwait(false);
        string place = HttpCall.PlaceOf(trusted.Published);
        return keys.Count switch
        {
            1 => Verifies(keys[0], text, name, algorithm),
            0 => throw new TokenVerificationException(Failure.KeyUnknown, $"{place} publishes no key{(keyId is null ? "" : $" '{ServerText.Clean(keyId)}'")}. The token is of another issuer or its key was withdrawn; check -ServiceKey or -JwksUri."),
            _ => throw new TokenVerificationException(Failure.KeyUnknown, $"{place} publishes {keys.Count} keys{(keyId is null ? ", and the token names none of them" : $" of the id '{ServerText.Clean(keyId)}'")}, so that it cannot be told which signed the token."),
        };
    }

    private VerificationKey AtHand(string pem)
    {
        try
        {
            return atHand.GetOrAdd(pem, PemPublicKey.Read);
        }
        catch (CryptographicException e)
        {
            throw new TokenVerificationException(Failure.KeyUnknown, $"'verificationkey' of the service key cannot be used. {e.Message} Create a new service key, or check with -JwksUri.");
        }
    }

    private static bool Verifies(VerificationKey key, SignedText text, string name, SignatureAlgorithm algorithm)
    {
        return key.Fits(name, algorithm) && key.Verifies(algorithm, text.Content, text.Signature);
    }

    private void RequireTime(TokenClaims claims)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset end = claims.ExpiresAt ?? throw Refused(Failure.TokenExpired, "it says no end (exp), and such a token is not trusted");
        if (end + Leeway <= now)
            throw Refused(Failure.TokenExpired, $"it ended at {Shown(end)}, and it is {Shown(now)} now. If that is wrong, set this machine's clock");
        if (claims.NotBefore is { } start && start - Leeway > now)
            throw Refused(Failure.TokenExpired, $"it is not valid before {Shown(start)}, and it is {Shown(now)} now. If that is wrong, set this machine's clock");
    }

    private static void RequireExpected(TokenClaims claims, Expectations expected)
    {
        if (expected.Issuer is { } issuer && claims.Issuer != issuer)
            throw Refused(Failure.IssuerMismatch, $"its issuer is '{ServerText.Clean(claims.Issuer)}', and '{issuer}' was expected");

        if (!IsFor(claims, expected))
            throw Refused(Failure.AudienceMismatch, $"it is for {Quoted(claims.Audience)}, and {Quoted(expected.Audience.Count > 0 ? expected.Audience : expected.Client)} was expected");
    }

    private static bool IsFor(TokenClaims claims, Expectations expected)
    {
        string[] audience = claims.Audience;
        if (expected.Audience.Count > 0)
            return expected.Audience.Intersect(audience, StringComparer.Ordinal).Any();

        // XSUAA names applications, and parts of them behind a dot.
        return expected.Client.Count == 0 || expected.Client.Any(name => claims.ClientId == name || audience.Any(a => a == name || a.StartsWith(name + ".", StringComparison.Ordinal)));
    }

    private static string Quoted(IReadOnlyCollection<string> names) => names.Count == 0 ? "nobody" : string.Join(" or ", names.Select(name => $"'{ServerText.Clean(name)}'"));

    private static string Shown(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static TokenVerificationException Refused(Failure failure, string why) => new(failure, $"The token is not to be trusted: {why}.");
}

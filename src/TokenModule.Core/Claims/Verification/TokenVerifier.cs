using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Claims.Verification;

/// <summary>Says whether a token can be trusted (RFC 7519, 7.2; RFC 8725): who signed it, when it is good, and whom it is for.</summary>
internal sealed class TokenVerifier(PublishedKeys published, TimeProvider clock)
{
    // By the text itself and not by what it says: it lives as long as its service key, and so does what was made of it.
    private readonly ConditionalWeakTable<string, VerificationKey> localKeys = new();

    /// <returns>The claims, whose <see cref="TokenClaims.SignatureVerified"/> is true.</returns>
    /// <exception cref="TokenFormatException">The text is no JWT.</exception>
    /// <exception cref="TokenVerificationException">A check failed, or there is no key to check with.</exception>
    /// <exception cref="TransportException">The published keys cannot be had.</exception>
    public async ValueTask<TokenClaims> VerifyAsync(string token, TrustedKeys trusted, ExpectedClaims expected, NetworkOptions network, CancellationToken cancellationToken)
    {
        SignedToken text = JwtText.ReadSigned(token);
        SignatureAlgorithm algorithm = ReadAlgorithm(text.Header);
        await RequireSignatureAsync(text, algorithm, trusted, network, cancellationToken).ConfigureAwait(false);

        TokenClaims claims = text.ToVerifiedClaims(clock);
        expected.RequireMatch(claims, clock.GetUtcNow());
        return claims;
    }

    private static SignatureAlgorithm ReadAlgorithm(JsonMembers header)
    {
        string? name = header.GetTextOrDefault("alg"u8);
        if (header.Has("crit"u8) || header.Has("b64"u8))
            throw CreateSignatureException("its header asks for an extension that is not known here (crit or b64)");
        return SignatureAlgorithm.FindByName(name) ?? throw CreateSignatureException($"its algorithm is '{ServerText.Clean(name)}', and only RS, PS and ES 256 to 512 are trusted");
    }

    private async ValueTask RequireSignatureAsync(SignedToken text, SignatureAlgorithm algorithm, TrustedKeys trusted, NetworkOptions network, CancellationToken cancellationToken)
    {
        string? flaw = trusted.Pem is { } pem ? GetLocalKey(pem).FindFlaw(text, algorithm) : string.Empty;
        if (flaw is not null && trusted.Published is { } address)
            flaw = (await FindPublishedKeyAsync(text.Header.GetTextOrDefault("kid"u8), address, network, cancellationToken).ConfigureAwait(false)).FindFlaw(text, algorithm);

        if (flaw is { Length: 0 })
        {
            throw new TokenVerificationException(
                Failure.KeyUnknown,
                "No key is available to verify the token. The service key has no 'verificationkey', and the address of the published keys "
                    + "is unknown or -Offline was set.",
                "Pass the address with -JwksUri, and omit -Offline.");
        }

        if (flaw is not null)
            throw CreateSignatureException(flaw);
    }

    private async ValueTask<VerificationKey> FindPublishedKeyAsync(
        string? keyId, Uri address, NetworkOptions network, CancellationToken cancellationToken)
    {
        IReadOnlyList<VerificationKey> keys = await published.FindAsync(address, keyId, network, cancellationToken).ConfigureAwait(false);
        string named = keyId is null ? "it does not name its key" : $"its key is '{ServerText.Clean(keyId)}'";
        string source = TransportRequest.FormatAddress(address);
        return keys.Count switch
        {
            1 => keys[0],
            0 => throw TokenVerificationException.CreateRejected(
                Failure.KeyUnknown,
                $"{named}, and {source} does not publish a matching key. The token has another issuer, or its key was withdrawn",
                "Check -ServiceKey or -JwksUri."),
            _ => throw TokenVerificationException.CreateRejected(
                Failure.KeyUnknown, $"{named}, and {source} publishes {keys.Count} keys that match"),
        };
    }

    private VerificationKey GetLocalKey(string pem)
    {
        try
        {
            return localKeys.GetValue(pem, PemPublicKey.Parse);
        }
        catch (CryptographicException e)
        {
            throw new TokenVerificationException(
                Failure.KeyUnknown,
                $"The 'verificationkey' of the service key cannot be used. {e.Message}",
                "Create a new service key, or verify with -JwksUri.");
        }
    }

    private static TokenVerificationException CreateSignatureException(string reason)
    {
        return TokenVerificationException.CreateRejected(Failure.SignatureInvalid, reason);
    }
}

using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Claims.Verification;

/// <summary>Verifies a token (RFC 7519 section 7.2, RFC 8725): its signature, validity period, issuer and audience.</summary>
internal sealed class TokenVerifier(PublishedKeys published, TimeProvider clock)
{
    // The table compares the string objects, not their content. An entry lives as long as the service key that contains the string.
    private readonly ConditionalWeakTable<string, VerificationKey> localKeys = new();

    /// <returns>The claims, with <see cref="TokenClaims.SignatureVerified"/> set to true.</returns>
    /// <exception cref="TokenFormatException">The text is not a JWT.</exception>
    /// <exception cref="TokenVerificationException">A check failed, or no key is available to verify the token.</exception>
    /// <exception cref="TransportException">The published keys cannot be retrieved.</exception>
    public async ValueTask<TokenClaims> VerifyAsync(
        string token, TrustedKeys trusted, ExpectedClaims expected, NetworkOptions network, CancellationToken cancellationToken)
    {
        SignedToken signed = JwtText.ReadSigned(token);
        SignatureAlgorithm algorithm = ReadAlgorithm(signed.Header);
        await RequireSignatureAsync(signed, algorithm, trusted, network, cancellationToken).ConfigureAwait(false);

        TokenClaims claims = signed.ToVerifiedClaims(clock);
        expected.RequireMatch(claims, clock.GetUtcNow());
        return claims;
    }

    private static SignatureAlgorithm ReadAlgorithm(JsonMembers header)
    {
        string? name = header.GetTextOrDefault("alg"u8);
        if (header.Has("crit"u8) || header.Has("b64"u8))
            throw CreateSignatureException("its header requires an extension that is not supported (crit or b64)");
        if (SignatureAlgorithm.FindByName(name) is { } algorithm)
            return algorithm;

        throw CreateSignatureException(
            $"its algorithm is '{ServerText.Clean(name)}', and only RS, PS and ES 256 to 512 are trusted");
    }

    private async ValueTask RequireSignatureAsync(
        SignedToken signed, SignatureAlgorithm algorithm, TrustedKeys trusted, NetworkOptions network, CancellationToken cancellationToken)
    {
        VerificationKey? key = trusted.Pem is { } pem ? GetLocalKey(pem) : null;
        SignatureStatus? status = key?.CheckSignature(signed, algorithm);
        if (status != SignatureStatus.Valid && trusted.Published is { } address)
        {
            string? keyId = signed.Header.GetTextOrDefault("kid"u8);
            key = await FindPublishedKeyAsync(keyId, address, network, cancellationToken).ConfigureAwait(false);
            status = key.CheckSignature(signed, algorithm);
        }

        if (key is null || status is null)
        {
            throw new TokenVerificationException(
                Failure.KeyUnknown,
                "No key is available to verify the token. The service key has no 'verificationkey', and the address of the published keys "
                    + "is unknown or -Offline was set.",
                "Pass the address with -JwksUri, and omit -Offline.");
        }

        if (status != SignatureStatus.Valid)
            throw CreateSignatureException(key.DescribeFailure(status.Value, algorithm));
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

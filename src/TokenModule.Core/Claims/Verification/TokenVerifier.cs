using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Claims.Verification;

/// <summary>Verifies a token (RFC 7519 section 7.2, RFC 8725): its signature, validity period, issuer and audience.</summary>
internal sealed class TokenVerifier(PublishedKeys published, TimeProvider clock)
{
    // A token without a key id is checked with each key that fits. More keys than this are not usual.
    private const int MaximumCandidates = 10;

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
        await RequireSignatureAsync(signed, trusted, network, cancellationToken).ConfigureAwait(false);

        TokenClaims claims = signed.ToVerifiedClaims(clock);
        expected.RequireMatch(claims, clock.GetUtcNow());
        return claims;
    }

    /// <summary>Verifies only the signature (RFC 7515 section 5.2), whatever the payload is.</summary>
    /// <exception cref="TokenVerificationException">The signature is not valid, or no key is available.</exception>
    internal async ValueTask RequireSignatureAsync(
        SignedToken signed, TrustedKeys trusted, NetworkOptions network, CancellationToken cancellationToken)
    {
        SignatureAlgorithm algorithm = ReadAlgorithm(signed.Header);
        VerificationKey? key = trusted.Pem is { } pem ? GetLocalKeyOrDefault(pem, trusted) : null;
        SignatureStatus? status = key?.CheckSignature(signed, algorithm);
        if (status != SignatureStatus.Valid && trusted.Published is { } address)
        {
            await RequirePublishedSignatureAsync(signed, algorithm, address, network, cancellationToken).ConfigureAwait(false);
            return;
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

    private async ValueTask RequirePublishedSignatureAsync(
        SignedToken signed, SignatureAlgorithm algorithm, Uri address, NetworkOptions network, CancellationToken cancellationToken)
    {
        string? keyId = signed.Header.GetTextOrDefault("kid"u8);
        IReadOnlyList<VerificationKey> named = await published.FindAsync(address, keyId, network, cancellationToken).ConfigureAwait(false);
        if (named.Count == 0)
        {
            IReadOnlyList<VerificationKey> all = await published.FindAsync(address, null, network, cancellationToken).ConfigureAwait(false);
            throw CreateUnknownKeyException(keyId, address, all);
        }

        // RSA and elliptic curve keys can have the same id.
        VerificationKey[] candidates = [.. VerificationKey.SelectCandidates(named, algorithm, keyId).Take(MaximumCandidates)];
        if (candidates.Any(key => key.CheckSignature(signed, algorithm) == SignatureStatus.Valid))
            return;

        if (candidates.Length > 1)
        {
            string source = TransportRequest.FormatAddress(address);
            throw CreateSignatureException(
                $"its signature was not created with any of {candidates.Length} keys that {source} publishes. "
                    + "The token was changed, or another server issued it");
        }

        VerificationKey tried = candidates.Length == 1 ? candidates[0] : named[0];
        throw CreateSignatureException(tried.DescribeFailure(tried.CheckSignature(signed, algorithm), algorithm));
    }

    private static TokenVerificationException CreateUnknownKeyException(string? keyId, Uri address, IReadOnlyList<VerificationKey> all)
    {
        string named = keyId is null ? "it does not name its key" : $"its key is '{ServerText.Clean(keyId)}'";
        string ids = NameList.JoinQuoted(all.Select(key => key.KeyId).OfType<string>());
        string list = ids.Length == 0 ? string.Empty : $" It publishes {ids}.";
        return TokenVerificationException.CreateRejected(
            Failure.KeyUnknown,
            $"{named}, and {TransportRequest.FormatAddress(address)} does not publish a matching key.{list} "
                + "The token has another issuer, or its key was withdrawn",
            "Check -ServiceKey or -JwksUri.");
    }

    private VerificationKey? GetLocalKeyOrDefault(string pem, TrustedKeys trusted)
    {
        try
        {
            return localKeys.GetValue(pem, PemPublicKey.Parse);
        }
        catch (CryptographicException e)
        {
            string problem = $"The 'verificationkey' of the service key cannot be used. {e.Message}";
            if (trusted.Published is null)
                throw new TokenVerificationException(Failure.KeyUnknown, problem, "Create a new service key, or verify with -JwksUri.");

            trusted.Warn?.Invoke($"{problem} The token is verified with the keys that the server publishes.");
            return null;
        }
    }

    private static TokenVerificationException CreateSignatureException(string reason)
    {
        return TokenVerificationException.CreateRejected(Failure.SignatureInvalid, reason);
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TokenModule.ServiceKeys.Credentials.Assertions;

/// <summary>The private key of a client that signs its own assertions. It stays in memory.</summary>
internal sealed class ClientSigningKey
{
    public const string RsaPkcs1 = "RS256";
    public const string RsaPss = "PS256";
    public const string EllipticCurve = "ES256";

    private const int MinimumRsaBits = 2048;
    private const int CurveBits = 256;

    private readonly object gate = new();
    private readonly AsymmetricAlgorithm key;

    private ClientSigningKey(AsymmetricAlgorithm key, string algorithm)
    {
        this.key = key;
        Algorithm = algorithm;
    }

    /// <summary>The algorithm of the signatures (RFC 7518 section 3.1).</summary>
    public string Algorithm { get; }

    /// <summary>The id that selects the public key at the server. Null when the server needs none.</summary>
    public string? KeyId { get; private init; }

    /// <summary>The SHA-256 hash of the certificate in base64url (RFC 7515 section 4.1.8). Null without a certificate.</summary>
    public string? CertificateHash { get; private init; }

    /// <summary>A hash of the public key.</summary>
    public string Fingerprint { get; private init; } = string.Empty;

    public IReadOnlyList<Secret> Secrets { get; private init; } = [];

    /// <param name="key">An RSA key, or a key on the curve P-256.</param>
    /// <param name="algorithm">RS256, PS256 or ES256. Null selects RS256 for RSA.</param>
    /// <param name="keyId">The id of the key at the server, or null.</param>
    /// <param name="certificate">The certificate of the key, or null.</param>
    /// <param name="secret">The text that contains the private key, or null when it is only in a key store.</param>
    /// <exception cref="CryptographicException">The key is too weak, of another type, or does not fit the algorithm.</exception>
    public static ClientSigningKey Create(
        AsymmetricAlgorithm key, string? algorithm, string? keyId, X509Certificate2? certificate = null, Secret? secret = null)
    {
        string chosen = SelectAlgorithm(key, algorithm);
        return new ClientSigningKey(key, chosen)
        {
            KeyId = keyId,
            CertificateHash = certificate is null ? null : Base64UrlText.Encode(SHA256.HashData(certificate.RawData)),
            Fingerprint = $"{chosen} {ComputeFingerprint(key)}",
            Secrets = secret is null ? [] : [secret],
        };
    }

    public byte[] Sign(byte[] content)
    {
        lock (gate)
        {
            return key switch
            {
                RSA rsa => rsa.SignData(
                    content,
                    HashAlgorithmName.SHA256,
                    Algorithm == RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
                _ => ((ECDsa)key).SignData(content, HashAlgorithmName.SHA256),
            };
        }
    }

    private static string SelectAlgorithm(AsymmetricAlgorithm key, string? requested)
    {
        if (key is RSA rsa)
        {
            if (rsa.KeySize < MinimumRsaBits)
                throw new CryptographicException($"The RSA key has {rsa.KeySize} bits; at least {MinimumRsaBits} are required.");
            return requested is null or RsaPkcs1 or RsaPss
                ? requested ?? RsaPkcs1
                : throw new CryptographicException($"The key is an RSA key, which cannot create {requested} signatures.");
        }

        if (key is not ECDsa || key.KeySize != CurveBits)
            throw new CryptographicException("The key is neither an RSA key nor a key on the curve P-256.");
        return requested is null or EllipticCurve
            ? EllipticCurve
            : throw new CryptographicException($"The key is an elliptic curve key, which cannot create {requested} signatures.");
    }

    private static string ComputeFingerprint(AsymmetricAlgorithm key)
    {
        byte[] publicPart;
        if (key is RSA rsa)
        {
            publicPart = rsa.ExportParameters(includePrivateParameters: false).Modulus!;
        }
        else
        {
            ECPoint point = ((ECDsa)key).ExportParameters(includePrivateParameters: false).Q;
            publicPart = [.. point.X!, .. point.Y!];
        }

        return Base64UrlText.Encode(SHA256.HashData(publicPart));
    }
}

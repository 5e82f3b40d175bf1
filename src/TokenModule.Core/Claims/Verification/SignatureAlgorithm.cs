using System.Security.Cryptography;

namespace TokenModule.Claims.Verification;

/// <summary>
/// A trusted signature algorithm of RFC 7518 section 3.1: RSA or an elliptic curve, with SHA-2. Other algorithms cannot be created.
/// </summary>
internal sealed class SignatureAlgorithm
{
    /// <summary>The key type of the RSA algorithms.</summary>
    public const string Rsa = "RSA";

    private static readonly Dictionary<string, SignatureAlgorithm> Trusted = new SignatureAlgorithm[]
    {
        new("RS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        new("RS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        new("RS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        new("PS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        new("PS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        new("PS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        new("ES256", HashAlgorithmName.SHA256, "P-256", 64),
        new("ES384", HashAlgorithmName.SHA384, "P-384", 96),
        new("ES512", HashAlgorithmName.SHA512, "P-521", 132),
    }.ToDictionary(a => a.Name, StringComparer.Ordinal);

    private SignatureAlgorithm(string name, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        Name = name;
        Hash = hash;
        KeyType = Rsa;
        Padding = padding;
    }

    private SignatureAlgorithm(string name, HashAlgorithmName hash, string curve, int signatureLength)
    {
        Name = name;
        Hash = hash;
        KeyType = curve;
        SignatureLength = signatureLength;
    }

    public string Name { get; }

    /// <summary>RSA, or the name of the curve (RFC 7518 section 6.2.1.1).</summary>
    public string KeyType { get; }

    public HashAlgorithmName Hash { get; }

    /// <summary>Null for an elliptic curve.</summary>
    public RSASignaturePadding? Padding { get; }

    /// <summary>The length of a signature of an elliptic curve in bytes: two numbers at full length (RFC 7518 section 3.4).</summary>
    public int SignatureLength { get; }

    /// <returns>The algorithm, or null for any other name, including <c>none</c> and the HMAC algorithms.</returns>
    public static SignatureAlgorithm? FindByName(string? name)
    {
        return name is not null && Trusted.TryGetValue(name, out SignatureAlgorithm? algorithm) ? algorithm : null;
    }
}

using System.Security.Cryptography;

namespace TokenModule.Claims.Verification;

/// <summary>A signature algorithm of RFC 7518 (3.1) that is trusted: RSA or an elliptic curve, with SHA-2. There is no other way in.</summary>
internal sealed class SignatureAlgorithm
{
    /// <summary>The type of key that the algorithms of RSA need.</summary>
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

    /// <summary>RSA, or the curve by the name that RFC 7518 (6.2.1.1) gives it.</summary>
    public string KeyType { get; }

    public HashAlgorithmName Hash { get; }

    /// <summary>Null for an elliptic curve.</summary>
    public RSASignaturePadding? Padding { get; }

    /// <summary>In bytes, for an elliptic curve: both numbers at full length, one after the other (RFC 7518, 3.4).</summary>
    public int SignatureLength { get; }

    /// <returns>Null for any other name, <c>none</c> and the HMAC algorithms among them.</returns>
    public static SignatureAlgorithm? FindByName(string? name) => name is not null && Trusted.TryGetValue(name, out SignatureAlgorithm? algorithm) ? algorithm : null;
}

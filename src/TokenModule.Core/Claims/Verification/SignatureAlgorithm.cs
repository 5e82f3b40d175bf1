using System.Security.Cryptography;

namespace TokenModule.Claims.Verification;

/// <summary>A signature algorithm of RFC 7518 (3.1) that is trusted: RSA or an elliptic curve, with SHA-2. There is no other way in.</summary>
internal sealed class SignatureAlgorithm
{
    private static readonly Dictionary<string, SignatureAlgorithm> Trusted = new(StringComparer.Ordinal)
    {
        ["RS256"] = new(HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ["RS384"] = new(HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        ["RS512"] = new(HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        ["PS256"] = new(HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        ["PS384"] = new(HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        ["PS512"] = new(HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        ["ES256"] = new(HashAlgorithmName.SHA256, "P-256", 64),
        ["ES384"] = new(HashAlgorithmName.SHA384, "P-384", 96),
        ["ES512"] = new(HashAlgorithmName.SHA512, "P-521", 132),
    };

    private SignatureAlgorithm(HashAlgorithmName hash, RSASignaturePadding padding)
    {
        Hash = hash;
        Padding = padding;
    }

    private SignatureAlgorithm(HashAlgorithmName hash, string curve, int signatureLength)
    {
        Hash = hash;
        Curve = curve;
        SignatureLength = signatureLength;
    }

    public HashAlgorithmName Hash { get; }

    /// <summary>Null for an elliptic curve.</summary>
    public RSASignaturePadding? Padding { get; }

    /// <summary>The name that RFC 7518 (6.2.1.1) gives the curve; null for RSA.</summary>
    public string? Curve { get; }

    /// <summary>In bytes, for an elliptic curve: both numbers at full length, one after the other (RFC 7518, 3.4).</summary>
    public int SignatureLength { get; }

    /// <returns>Null for any other name, <c>none</c> and the HMAC algorithms among them.</returns>
    public static SignatureAlgorithm? Named(string? name) => name is not null && Trusted.TryGetValue(name, out SignatureAlgorithm? algorithm) ? algorithm : null;
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TokenModule;

/// <summary>Keys for signing tokens with any algorithm and header, and their public keys in the formats of servers.</summary>
internal static class SigningKeys
{
    public const string Id = "key-1";

    public static RSA Rsa { get; } = RSA.Create(2048);

    public static RSA OtherRsa { get; } = RSA.Create(2048);

    public static string RsaPem => Rsa.ExportSubjectPublicKeyInfoPem();

    public static ECDsa P256 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static ECDsa P384 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    public static ECDsa P521 { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP521);

    public static ECDsa GetCurveKey(string algorithm) => algorithm switch { "ES256" => P256, "ES384" => P384, _ => P521 };

    /// <summary>Signs a header and claims without changing them, with the key for the algorithm.</summary>
    public static string Sign(string claims, string algorithm = "RS256", string? header = null, RSA? rsa = null)
    {
        string content = $"{TestJwt.Encode(header ?? $$"""{"alg":"{{algorithm}}","kid":"{{Id}}"}""")}.{TestJwt.Encode(claims)}";
        return $"{content}.{Base64Url.EncodeToString(CreateSignature(content, algorithm, rsa ?? Rsa))}";
    }

    /// <summary>Formats one key as a JWK, which is not in a key set.</summary>
    public static string FormatJwk(RSA key, string? members = null)
    {
        RSAParameters parameters = key.ExportParameters(includePrivateParameters: false);
        return FormatJwk(parameters.Modulus!, parameters.Exponent!, members);
    }

    public static string FormatJwk(byte[] modulus, byte[] exponent, string? members = null)
    {
        return $$"""{"kty":"RSA","n":"{{Base64Url.EncodeToString(modulus)}}","e":"{{Base64Url.EncodeToString(exponent)}}",{{members ?? $"\"kid\":\"{Id}\""}}}""";
    }

    public static string FormatJwk(ECDsa key, string curve, string? members = null)
    {
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"kty":"EC","crv":"{{curve}}","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}",{{members ?? $"\"kid\":\"{Id}\""}}}""";
    }

    public static string FormatKeySet(params string[] jwks) => $$"""{"keys":[{{string.Join(',', jwks)}}]}""";

    private static byte[] CreateSignature(string content, string algorithm, RSA rsa)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(content);
        HashAlgorithmName hash = new("SHA" + algorithm[2..]);
        return algorithm[..2] switch
        {
            "RS" => rsa.SignData(bytes, hash, RSASignaturePadding.Pkcs1),
            "PS" => rsa.SignData(bytes, hash, RSASignaturePadding.Pss),
            "ES" => GetCurveKey(algorithm).SignData(bytes, hash),
            _ => HMACSHA256.HashData(Encoding.ASCII.GetBytes(RsaPem), bytes),
        };
    }
}

using System.Security.Cryptography;
using TokenModule.Json;

namespace TokenModule.Claims.Verification;

/// <summary>The keys a server publishes (RFC 7517, 5), those left out that are of another kind or for another use.</summary>
internal sealed class JsonWebKeySet
{
    private readonly VerificationKey[] keys;

    private JsonWebKeySet(VerificationKey[] keys)
    {
        this.keys = keys;
    }

    /// <exception cref="FormatException">No JWK set; the message says why, as the end of a sentence.</exception>
    public static JsonWebKeySet Parse(byte[] json)
    {
        IReadOnlyList<JsonMembers> all = JsonMembers.Parse(json).GetObjectsOrDefault("keys"u8) ?? throw new FormatException("has no 'keys'");
        return new JsonWebKeySet([.. all.Where(IsForSignatures).Select(CreateKeyOrDefault).OfType<VerificationKey>()]);
    }

    /// <returns>The keys of that id; all of them where the token names none.</returns>
    public IReadOnlyList<VerificationKey> FindKeys(string? keyId) => keyId is null ? keys : Array.FindAll(keys, key => key.KeyId == keyId);

    // A member of a type that it cannot have fits nothing.
    private static bool IsForSignatures(JsonMembers jwk)
    {
        return (!jwk.Has("use"u8) || jwk.GetTextOrDefault("use"u8) == "sig")
            && (!jwk.Has("key_ops"u8) || jwk.GetTexts("key_ops"u8).Contains("verify"))
            && (!jwk.Has("alg"u8) || jwk.GetTextOrDefault("alg"u8) is not null);
    }

    private static VerificationKey? CreateKeyOrDefault(JsonMembers jwk)
    {
        try
        {
            return jwk.GetTextOrDefault("kty"u8) switch
            {
                "RSA" => VerificationKey.CreateRsa(new RSAParameters { Modulus = DecodeNumberOrDefault(jwk.GetTextOrDefault("n"u8)), Exponent = DecodeNumberOrDefault(jwk.GetTextOrDefault("e"u8)) }, jwk.GetTextOrDefault("kid"u8), jwk.GetTextOrDefault("alg"u8)),
                "EC" => VerificationKey.CreateCurve(jwk.GetTextOrDefault("crv"u8) ?? string.Empty, new ECPoint { X = DecodeNumberOrDefault(jwk.GetTextOrDefault("x"u8)), Y = DecodeNumberOrDefault(jwk.GetTextOrDefault("y"u8)) }, jwk.GetTextOrDefault("kid"u8), jwk.GetTextOrDefault("alg"u8)),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            // Too weak or damaged: a token that names it is refused, the others are not.
            return null;
        }
    }

    private static byte[]? DecodeNumberOrDefault(string? text) => text is null ? null : StrictBase64Url.DecodeOrDefault(text.AsSpan());
}

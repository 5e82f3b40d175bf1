using System.Security.Cryptography;
using TokenModule.Json;

namespace TokenModule.Claims.Verification;

/// <summary>The published keys of a server (RFC 7517 section 5) that can verify signatures. Other keys are ignored.</summary>
internal sealed class JsonWebKeySet
{
    private readonly VerificationKey[] keys;

    private JsonWebKeySet(VerificationKey[] keys)
    {
        this.keys = keys;
    }

    /// <exception cref="FormatException">The text is not a JWK set. The message is the end of a sentence.</exception>
    public static JsonWebKeySet Parse(byte[] json)
    {
        IReadOnlyList<JsonMembers>? all = JsonMembers.Parse(json).GetObjectsOrDefault("keys"u8);
        if (all is null)
            throw new FormatException("has no 'keys'");
        return new JsonWebKeySet([.. all.Where(IsForSignatures).Select(CreateKeyOrDefault).OfType<VerificationKey>()]);
    }

    /// <returns>The keys with this id. All keys when the id is null.</returns>
    public IReadOnlyList<VerificationKey> FindKeys(string? keyId) => keyId is null ? keys : Array.FindAll(keys, key => key.KeyId == keyId);

    // A member of the wrong type excludes the key.
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
                "RSA" => CreateRsaKey(jwk),
                "EC" => CreateCurveKey(jwk),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            // The key is too weak or damaged. Only tokens that name this key are rejected.
            return null;
        }
    }

    private static VerificationKey CreateRsaKey(JsonMembers jwk)
    {
        RSAParameters parameters = new() { Modulus = DecodeNumberOrDefault(jwk, "n"u8), Exponent = DecodeNumberOrDefault(jwk, "e"u8) };
        return VerificationKey.CreateRsa(parameters, jwk.GetTextOrDefault("kid"u8), jwk.GetTextOrDefault("alg"u8));
    }

    private static VerificationKey CreateCurveKey(JsonMembers jwk)
    {
        string curve = jwk.GetTextOrDefault("crv"u8) ?? string.Empty;
        ECPoint point = new() { X = DecodeNumberOrDefault(jwk, "x"u8), Y = DecodeNumberOrDefault(jwk, "y"u8) };
        return VerificationKey.CreateCurveKey(curve, point, jwk.GetTextOrDefault("kid"u8), jwk.GetTextOrDefault("alg"u8));
    }

    // Some servers publish plain base64 with padding, which RFC 7518 section 6.3.1 does not allow. The number is the same.
    private static byte[]? DecodeNumberOrDefault(JsonMembers jwk, ReadOnlySpan<byte> name)
    {
        return jwk.GetTextOrDefault(name) is { } text
            ? StrictBase64Url.DecodeOrDefault(text.TrimEnd('=').Replace('+', '-').Replace('/', '_').AsSpan())
            : null;
    }
}

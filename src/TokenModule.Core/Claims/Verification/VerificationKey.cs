using System.Security.Cryptography;
using TokenModule.Http;

namespace TokenModule.Claims.Verification;

/// <summary>A public key that signatures are checked with, made ready once and used for any number of tokens.</summary>
internal sealed class VerificationKey
{
    // The framework does not promise that several threads may use one of them.
    private readonly object gate = new();
    private readonly RSA? rsa;
    private readonly ECDsa? ecdsa;
    private readonly string type;
    private readonly string? algorithm;

    private VerificationKey(RSA? rsa, ECDsa? ecdsa, string type, string? keyId, string? algorithm)
    {
        this.rsa = rsa;
        this.ecdsa = ecdsa;
        this.type = type;
        this.algorithm = algorithm;
        KeyId = keyId;
    }

    /// <summary>Tells the keys of a server apart (RFC 7517, 4.5); it is no path and no address.</summary>
    public string? KeyId { get; }

    /// <param name="parameters">Modulus and exponent.</param>
    /// <param name="keyId">Its id, where it has one.</param>
    /// <param name="algorithm">The one algorithm it is for (RFC 7517, 4.4), where that is said.</param>
    /// <exception cref="CryptographicException">No RSA key, or one that is not to be trusted.</exception>
    public static VerificationKey CreateRsa(RSAParameters parameters, string? keyId = null, string? algorithm = null)
    {
        RsaStrength.RequireStrong(parameters);
        RSA rsa = RSA.Create();
        rsa.ImportParameters(parameters);
        return new VerificationKey(rsa, ecdsa: null, SignatureAlgorithm.Rsa, keyId, algorithm);
    }

    /// <param name="curve">P-256, P-384 or P-521.</param>
    /// <param name="point">The public point, both numbers at full length (RFC 7518, 6.2.1.2).</param>
    /// <param name="keyId">Its id, where it has one.</param>
    /// <param name="algorithm">The one algorithm it is for, where that is said.</param>
    /// <exception cref="CryptographicException">The point is not on the curve.</exception>
    public static VerificationKey CreateCurve(string curve, ECPoint point, string? keyId = null, string? algorithm = null)
    {
        (ECCurve named, int length) = curve switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48),
            "P-521" => (ECCurve.NamedCurves.nistP521, 66),
            _ => throw new CryptographicException("The curve is not one that tokens are signed with."),
        };
        if (point.X?.Length != length || point.Y?.Length != length)
            throw new CryptographicException("The point has not the length of its curve.");
        return new VerificationKey(rsa: null, ECDsa.Create(new ECParameters { Curve = named, Q = point }), curve, keyId, algorithm);
    }

    /// <returns>Why the signature is none of this key, as the end of a sentence; null where it holds.</returns>
    public string? FindFlaw(SignedToken text, SignatureAlgorithm signed)
    {
        string self = KeyId is null ? "the key it was checked with" : $"the key '{ServerText.Clean(KeyId)}'";
        if (signed.KeyType != type || (algorithm is not null && algorithm != signed.Name))
            return $"its algorithm is {signed.Name}, and {self} is for {ServerText.Clean(algorithm ?? type)}";
        return IsSignatureValid(signed, text.Content, text.Signature) ? null : $"its signature is not one of {self}. It was changed, or another server issued it";
    }

    private bool IsSignatureValid(SignatureAlgorithm signed, byte[] content, byte[] signature)
    {
        try
        {
            lock (gate)
            {
                return rsa is not null
                    ? rsa.VerifyData(content, signature, signed.Hash, signed.Padding!)
                    : signature.Length == signed.SignatureLength && ecdsa!.VerifyData(content, signature, signed.Hash);
            }
        }
        catch (CryptographicException)
        {
            // Some systems throw for a signature that no key could have made.
            return false;
        }
    }
}

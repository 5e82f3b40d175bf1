using System.Security.Cryptography;

namespace TokenModule.Claims.Verification;

/// <summary>A public key that signatures are checked with, made ready once and used for any number of tokens.</summary>
internal sealed class VerificationKey
{
    private const int ShortestRsa = 2048;

    // The framework does not promise that several threads may use one of them.
    private readonly object gate = new();
    private readonly RSA? rsa;
    private readonly ECDsa? ecdsa;
    private readonly string? curve;

    private VerificationKey(RSA? rsa, ECDsa? ecdsa, string? curve, string? keyId, string? algorithm)
    {
        this.rsa = rsa;
        this.ecdsa = ecdsa;
        this.curve = curve;
        KeyId = keyId;
        Algorithm = algorithm;
    }

    /// <summary>Tells the keys of a server apart (RFC 7517, 4.5); it is no path and no address.</summary>
    public string? KeyId { get; }

    /// <summary>The one algorithm it is for (RFC 7517, 4.4), where it is said.</summary>
    public string? Algorithm { get; }

    /// <param name="parameters">Modulus and exponent.</param>
    /// <param name="keyId">Its id, where it has one.</param>
    /// <param name="algorithm">What alone it is for, where that is said.</param>
    /// <exception cref="CryptographicException">No RSA key, or one too weak to be trusted.</exception>
    public static VerificationKey OfRsa(RSAParameters parameters, string? keyId = null, string? algorithm = null)
    {
        bool isWeak = parameters.Modulus is not { Length: >= ShortestRsa / 8 } || Exponent(parameters) < 65537;
        if (isWeak)
            throw new CryptographicException($"An RSA key needs {ShortestRsa} bits and an exponent of 65537 or more.");

        RSA rsa = RSA.Create();
        rsa.ImportParameters(parameters);
        return new VerificationKey(rsa, ecdsa: null, curve: null, keyId, algorithm);
    }

    /// <param name="curve">P-256, P-384 or P-521.</param>
    /// <param name="point">The public point.</param>
    /// <param name="keyId">Its id, where it has one.</param>
    /// <param name="algorithm">What alone it is for, where that is said.</param>
    /// <exception cref="CryptographicException">The point is not on the curve.</exception>
    public static VerificationKey OfCurve(string curve, ECPoint point, string? keyId = null, string? algorithm = null)
    {
        ECCurve named = curve switch
        {
            "P-256" => ECCurve.NamedCurves.nistP256,
            "P-384" => ECCurve.NamedCurves.nistP384,
            "P-521" => ECCurve.NamedCurves.nistP521,
            _ => throw new CryptographicException("The curve is not one that tokens are signed with."),
        };
        ECDsa ecdsa = ECDsa.Create(new ECParameters { Curve = named, Q = point });
        return new VerificationKey(rsa: null, ecdsa, curve, keyId, algorithm);
    }

    /// <summary>Whether a token of this algorithm can have been signed with it.</summary>
    public bool Fits(string name, SignatureAlgorithm algorithm)
    {
        bool isOfType = rsa is not null ? algorithm.Padding is not null : algorithm.Curve == curve;
        return isOfType && (Algorithm is null || Algorithm == name);
    }

    public bool Verifies(SignatureAlgorithm algorithm, byte[] content, byte[] signature)
    {
        lock (gate)
        {
            return rsa is not null
                ? rsa.VerifyData(content, signature, algorithm.Hash, algorithm.Padding!)
                : signature.Length == algorithm.SignatureLength && ecdsa!.VerifyData(content, signature, algorithm.Hash);
        }
    }

    // Leading zeros say nothing; more than four bytes are large enough.
    private static long Exponent(RSAParameters parameters)
    {
        long exponent = 0;
        foreach (byte digit in parameters.Exponent ?? [])
        {
            exponent = exponent > int.MaxValue ? exponent : (exponent << 8) | digit;
        }

        return exponent;
    }
}

using System.Security.Cryptography;
using TokenModule.Http;

namespace TokenModule.Claims.Verification;

/// <summary>A public key that verifies signatures. It is prepared once and used for any number of tokens.</summary>
internal sealed class VerificationKey
{
    // .NET does not guarantee that RSA and ECDsa objects are thread-safe.
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

    /// <summary>The id that distinguishes the keys of a server (RFC 7517 section 4.5). It is never used as a path or an address.</summary>
    public string? KeyId { get; }

    /// <summary>The public numbers of the key. Equal keys have equal numbers.</summary>
    private string Material { get; init; } = string.Empty;

    /// <param name="parameters">Modulus and exponent.</param>
    /// <param name="keyId">The id of the key, or null.</param>
    /// <param name="algorithm">The only permitted algorithm of the key (RFC 7517 section 4.4). Null permits all RSA algorithms.</param>
    /// <exception cref="CryptographicException">The key is damaged or too weak.</exception>
    public static VerificationKey CreateRsa(RSAParameters parameters, string? keyId = null, string? algorithm = null)
    {
        RsaStrength.RequireStrong(parameters);
        RSA rsa = RSA.Create();
        rsa.ImportParameters(parameters);
        return new VerificationKey(rsa, ecdsa: null, SignatureAlgorithm.Rsa, keyId, algorithm)
        {
            Material = FormatNumbers(parameters.Modulus!, parameters.Exponent!),
        };
    }

    /// <param name="curve">P-256, P-384 or P-521.</param>
    /// <param name="point">The public point, both numbers at full length (RFC 7518 section 6.2.1.2).</param>
    /// <param name="keyId">The id of the key, or null.</param>
    /// <param name="algorithm">The only permitted algorithm of the key. Null permits the algorithm of the curve.</param>
    /// <exception cref="CryptographicException">The point is not on the curve.</exception>
    public static VerificationKey CreateCurveKey(string curve, ECPoint point, string? keyId = null, string? algorithm = null)
    {
        (ECCurve named, int length) = curve switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48),
            "P-521" => (ECCurve.NamedCurves.nistP521, 66),
            _ => throw new CryptographicException("The curve of the key is not P-256, P-384 or P-521."),
        };
        if (point.X?.Length != length || point.Y?.Length != length)
            throw new CryptographicException("The length of the public point does not match the curve.");
        return new VerificationKey(rsa: null, ECDsa.Create(new ECParameters { Curve = named, Q = point }), curve, keyId, algorithm)
        {
            Material = FormatNumbers(point.X, point.Y),
        };
    }

    /// <summary>Selects the keys that can verify a token. Keys with the same material count once.</summary>
    /// <param name="named">The keys with the id that the token names, or all keys.</param>
    /// <param name="signed">The algorithm that the token names.</param>
    /// <param name="keyId">The id that the token names, or null.</param>
    /// <exception cref="TokenVerificationException">The id identifies several different keys.</exception>
    public static IReadOnlyList<VerificationKey> SelectCandidates(
        IReadOnlyList<VerificationKey> named, SignatureAlgorithm signed, string? keyId)
    {
        VerificationKey[] candidates =
            [.. named.Where(key => key.CanVerify(signed)).GroupBy(key => key.Material).Select(same => same.First())];
        return keyId is null || candidates.Length < 2 ? candidates : throw TokenVerificationException.CreateRejected(
            Failure.SignatureInvalid,
            $"the server publishes {candidates.Length} different keys with the id '{ServerText.Clean(keyId)}'",
            "Report this to the operator of the server.");
    }

    private static string FormatNumbers(byte[] first, byte[] second)
    {
        return $"{Convert.ToBase64String(first)} {Convert.ToBase64String(second)}";
    }

    /// <summary>Whether type and algorithm of the key permit signatures with an algorithm.</summary>
    public bool CanVerify(SignatureAlgorithm signed) => signed.KeyType == type && (algorithm is null || algorithm == signed.Name);

    /// <param name="token">The signed token.</param>
    /// <param name="signed">The algorithm that the token names.</param>
    public SignatureStatus CheckSignature(SignedToken token, SignatureAlgorithm signed)
    {
        if (!CanVerify(signed))
            return SignatureStatus.AlgorithmMismatch;
        return IsSignatureValid(signed, token.Content, token.Signature) ? SignatureStatus.Valid : SignatureStatus.Invalid;
    }

    /// <returns>Why the check failed, as the end of a sentence about the token.</returns>
    public string DescribeFailure(SignatureStatus status, SignatureAlgorithm signed)
    {
        string name = KeyId is null ? "the trusted key" : $"the key '{ServerText.Clean(KeyId)}'";
        return status == SignatureStatus.AlgorithmMismatch
            ? $"its algorithm is {signed.Name}, but {name} is for {ServerText.Clean(algorithm ?? type)}"
            : $"its signature was not created with {name}. The token was changed, or another server issued it";
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
            // Some systems throw for a signature with an impossible value.
            return false;
        }
    }
}

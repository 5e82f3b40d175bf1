using System.Buffers.Text;
using System.Security.Cryptography;

namespace BtpEmulator.Ias;

/// <summary>
/// The key pairs of the client that signs its own assertions. The identity service knows the public keys by their ids, and the client has
/// the private keys in files.
/// </summary>
internal sealed class ClientKeyPairs : IDisposable
{
    public const string RsaId = "client-rsa";
    public const string CurveId = "client-ec";

    private readonly Lazy<RSA> rsa = new(() => RSA.Create(2048));
    private readonly Lazy<ECDsa> curve = new(() => ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public string RsaPem => rsa.Value.ExportPkcs8PrivateKeyPem();

    public string CurvePem => curve.Value.ExportPkcs8PrivateKeyPem();

    /// <summary>Verifies a signature with the key of an id, or with both keys when the header names none.</summary>
    public bool Verify(string? keyId, string algorithm, byte[] content, byte[] signature) => algorithm switch
    {
        "RS256" => keyId is null or RsaId && VerifyRsa(content, signature, RSASignaturePadding.Pkcs1),
        "PS256" => keyId is null or RsaId && VerifyRsa(content, signature, RSASignaturePadding.Pss),
        "ES256" => keyId is null or CurveId && VerifyCurve(content, signature),
        _ => false,
    };

    public object ToJwks()
    {
        RSAParameters parameters = rsa.Value.ExportParameters(false);
        return new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    kid = RsaId,
                    e = Base64Url.EncodeToString(parameters.Exponent),
                    n = Base64Url.EncodeToString(parameters.Modulus),
                },
            },
        };
    }

    public void Dispose()
    {
        if (rsa.IsValueCreated) rsa.Value.Dispose();
        if (curve.IsValueCreated) curve.Value.Dispose();
    }

    // Neither RSA nor ECDsa is thread-safe.
    private bool VerifyRsa(byte[] content, byte[] signature, RSASignaturePadding padding)
    {
        lock (rsa) return rsa.Value.VerifyData(content, signature, HashAlgorithmName.SHA256, padding);
    }

    private bool VerifyCurve(byte[] content, byte[] signature)
    {
        lock (curve) return curve.Value.VerifyData(content, signature, HashAlgorithmName.SHA256);
    }
}

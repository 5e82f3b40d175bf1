using System.Security.Cryptography;

namespace TokenModule.Claims.Verification;

/// <summary>
/// Parses a public key in PEM, such as <c>verificationkey</c> of a service key. The content is a SubjectPublicKeyInfo (RFC 5280
/// section 4.1.2.7).
/// </summary>
internal static class PemPublicKey
{
    private const string Begin = "-----BEGIN PUBLIC KEY-----";
    private const string End = "-----END PUBLIC KEY-----";

    // The object identifier of elliptic curve keys, 1.2.840.10045.2.1, with tag and length.
    private static readonly byte[] EllipticCurve = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];

    /// <exception cref="CryptographicException">The text is not a public key in PEM format, or the key is too weak.</exception>
    public static VerificationKey Parse(string pem)
    {
        string text = pem.Replace("\\n", "\n");
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new CryptographicException("It does not contain a public key in PEM format.");

        byte[] info = Decode(text.Substring(begin + Begin.Length, end - begin - Begin.Length));
        return info.AsSpan().IndexOf(EllipticCurve) >= 0 ? CreateCurveKey(info) : CreateRsaKey(info);
    }

    private static VerificationKey CreateRsaKey(byte[] info)
    {
        using RSA rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(info, out _);
        return VerificationKey.CreateRsa(rsa.ExportParameters(includePrivateParameters: false));
    }

    private static VerificationKey CreateCurveKey(byte[] info)
    {
        using ECDsa ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(info, out _);
        ECParameters key = ecdsa.ExportParameters(includePrivateParameters: false);
        return VerificationKey.CreateCurveKey($"P-{ecdsa.KeySize}", key.Q);
    }

    private static byte[] Decode(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException e)
        {
            throw new CryptographicException("The public key is damaged.", e);
        }
    }
}

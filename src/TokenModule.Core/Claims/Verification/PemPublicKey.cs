using System.Security.Cryptography;

namespace TokenModule.Claims.Verification;

/// <summary>A public key in PEM, as <c>verificationkey</c> of a service key holds it: SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).</summary>
internal static class PemPublicKey
{
    private const string Begin = "-----BEGIN PUBLIC KEY-----";
    private const string End = "-----END PUBLIC KEY-----";

    // The type of key, 1.2.840.10045.2.1, with its tag and length.
    private static readonly byte[] EllipticCurve = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];

    /// <exception cref="CryptographicException">No such key, or one too weak to be trusted.</exception>
    public static VerificationKey Parse(string pem)
    {
        string text = pem.Replace("\\n", "\n");
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new CryptographicException("There is no public key in PEM.");

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
        return VerificationKey.CreateCurve($"P-{ecdsa.KeySize}", key.Q);
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

using System.Security.Cryptography;

namespace TokenModule.Claims.Verification;

/// <summary>A public key in PEM, as <c>verificationkey</c> of a service key holds it: SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).</summary>
internal static class PemPublicKey
{
    private const string Begin = "-----BEGIN PUBLIC KEY-----";
    private const string End = "-----END PUBLIC KEY-----";

    /// <exception cref="CryptographicException">No such key, or one too weak to be trusted.</exception>
    public static VerificationKey Read(string pem)
    {
        string text = pem.Replace("\\n", "\n");
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new CryptographicException("There is no public key in PEM.");

        using RSA rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Decode(text.Substring(begin + Begin.Length, end - begin - Begin.Length)), out _);
        return VerificationKey.OfRsa(rsa.ExportParameters(includePrivateParameters: false));
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

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TokenModule.ServiceKeys.Credentials;

/// <summary>The personal certificate store of the user.</summary>
internal static class CertificateStore
{
    private const string Source = "The certificate store";

    /// <summary>Whether the text is a SHA-1 thumbprint: 40 hexadecimal digits. Windows displays them with spaces between.</summary>
    public static bool IsThumbprint(string text) => Normalize(text) is { Length: 40 } digits && digits.All(Uri.IsHexDigit);

    /// <exception cref="ServiceKeyException">The store has no such certificate, or the certificate has no private key.</exception>
    public static ClientCertificate Find(string thumbprint)
    {
        using X509Store store = new(StoreName.My, StoreLocation.CurrentUser);
        try
        {
            store.Open(OpenFlags.ReadOnly);
            string digits = Normalize(thumbprint);
            X509Certificate2 found = store.Certificates.Cast<X509Certificate2>()
                .FirstOrDefault(certificate => string.Equals(certificate.Thumbprint, digits, StringComparison.OrdinalIgnoreCase))
                ?? throw CreateError("The personal store of the user has no certificate with this thumbprint. Check the thumbprint.");
            return ClientCertificate.FromCertificates(found);
        }
        catch (CryptographicException e)
        {
            throw CreateError("The certificate has no private key that can be used. Import it again with its private key.", e);
        }
    }

    // The Windows certificate dialog puts an invisible mark before the first digit, which is copied with the thumbprint.
    private static string Normalize(string text) => new([.. text.Where(c => c is not (' ' or ':' or '\u200E'))]);

    private static ServiceKeyException CreateError(string message, Exception? cause = null)
    {
        return new ServiceKeyException(Failure.CertificateInvalid, Source, message, cause);
    }
}

using System.Security.Cryptography.X509Certificates;

namespace TokenModule;

/// <summary>
/// .NET Framework cannot read PEM. The caller reports that, and the user can pass a certificate from the certificate store instead.
/// </summary>
internal static class CertificateExtensions
{
    extension(X509Certificate2)
    {
        public static X509Certificate2 CreateFromPem(string certificates, string privateKey) => throw new PlatformNotSupportedException();

        public static X509Certificate2 CreateFromEncryptedPem(string certificates, string privateKey, string password)
        {
            throw new PlatformNotSupportedException();
        }
    }

    public static void ImportFromPem(this X509Certificate2Collection collection, string certificates)
    {
        throw new PlatformNotSupportedException();
    }
}

using System.Security.Cryptography.X509Certificates;

namespace TokenModule;

/// <summary>.NET Framework reads no PEM. Who needs it is told so, and can pass a certificate from the store instead.</summary>
internal static class CertificateExtensions
{
    extension(X509Certificate2)
    {
        public static X509Certificate2 CreateFromPem(string certificates, string privateKey) => throw new PlatformNotSupportedException();
    }

    public static void ImportFromPem(this X509Certificate2Collection collection, string certificates) => throw new PlatformNotSupportedException();
}

using System.Security.Cryptography.X509Certificates;

namespace TokenModule.Http;

/// <summary>The hosts that a server's certificate was issued for.</summary>
internal static class CertificateNames
{
    public static IReadOnlyList<string> ReadNames(X509Certificate2 certificate)
    {
        foreach (X509SubjectAlternativeNameExtension extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            return [.. extension.EnumerateDnsNames(), .. extension.EnumerateIPAddresses().Select(a => a.ToString())];
        }

        return [certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)];
    }
}

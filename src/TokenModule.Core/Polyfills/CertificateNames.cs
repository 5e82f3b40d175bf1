using System.Security.Cryptography.X509Certificates;

namespace TokenModule.Http;

/// <summary>The host that a server's certificate was issued for. .NET Framework reads only the first one.</summary>
internal static class CertificateNames
{
    public static IReadOnlyList<string> ReadNames(X509Certificate2 certificate)
    {
        return [certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)];
    }
}

using System.Security.Cryptography.X509Certificates;

namespace TokenModule.Http;

/// <summary>
/// The hosts that a server's certificate was issued for. .NET Framework returns them only as text:
/// <c>DNS Name=host, IP Address=address</c>.
/// </summary>
internal static class CertificateNames
{
    private const string SubjectAlternativeName = "2.5.29.17";

    private static readonly char[] KindSeparators = ['=', ':'];

    public static IReadOnlyList<string> ReadNames(X509Certificate2 certificate)
    {
        return certificate.Extensions[SubjectAlternativeName] is { } extension
            ? [.. extension.Format(false).Split(',').Select(name => name.Substring(name.IndexOfAny(KindSeparators) + 1).Trim())]
            : [certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)];
    }
}

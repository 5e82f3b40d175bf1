using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BtpEmulator.Tls;

/// <summary>The certificate of the TLS listener, and the certificate authority that clients must trust.</summary>
internal sealed class ServerCertificate : IDisposable
{
    private static readonly string[] Names =
    [
        "localhost",
        LandscapeHosts.Domain,
        $"*.{LandscapeHosts.Domain}",
        $"*.{LandscapeHosts.Authentication}",
        $"*.{LandscapeHosts.CertificateAuthentication}",
    ];

    private readonly CertificateAuthority authority = new("BTP Emulator Root");

    public ServerCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = CertificateAuthority.CreateRequest("localhost", new PublicKey(key));
        SubjectAlternativeNameBuilder names = new();
        foreach (string name in Names) names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using X509Certificate2 issued = authority.Issue(request, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
        using X509Certificate2 complete = issued.CopyWithPrivateKey(key);

        // Windows cannot use an ephemeral key for a TLS server, so the certificate is imported as PKCS#12.
        Certificate = X509CertificateLoader.LoadPkcs12(complete.Export(X509ContentType.Pkcs12), null);
    }

    public X509Certificate2 Certificate { get; }

    public string AuthorityPem => authority.Certificate.ExportCertificatePem() + "\n";

    public void Dispose()
    {
        Certificate.Dispose();
        authority.Dispose();
    }
}

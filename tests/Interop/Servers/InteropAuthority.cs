using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TokenModule.Interop;

/// <summary>A certificate authority that exists for one test run. It issues the certificates of the servers and of the client.</summary>
internal sealed class InteropAuthority : IDisposable
{
    /// <summary>A name that only the proxy of these tests can resolve, so that requests to it must go through the proxy.</summary>
    public const string ProxiedHost = "api.interop.example";

    private readonly X509Certificate2 root;

    public InteropAuthority()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=TokenModule interop tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        (ServerPem, ServerKeyPem) = Issue("127.0.0.1", [1]);
        (ClientPem, ClientKeyPem) = Issue("interop-client", [2]);
        (SelfSignedPem, SelfSignedKeyPem) = IssueSelfSigned();
    }

    public X509Certificate2 Root => root;

    public string RootPem => root.ExportCertificatePem();

    public string ServerPem { get; }

    public string ServerKeyPem { get; }

    public string ClientPem { get; }

    public string ClientKeyPem { get; }

    /// <summary>A client certificate without an authority, for self_signed_tls_client_auth (RFC 8705, 2.2).</summary>
    public string SelfSignedPem { get; }

    public string SelfSignedKeyPem { get; }

    /// <summary>The server's certificate in the form that every operating system accepts for a listener.</summary>
    public X509Certificate2 LoadServerCertificate()
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(ServerPem, ServerKeyPem);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    public void Dispose() => root.Dispose();

    private (string Certificate, string PrivateKey) Issue(string name, byte[] serialNumber)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        names.AddDnsName(ProxiedHost);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        OidCollection usages = [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")];
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(usages, critical: false));
        using X509Certificate2 issued = request.Create(root, root.NotBefore.AddHours(1), root.NotAfter.AddHours(-1), serialNumber);
        return (issued.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static (string Certificate, string PrivateKey) IssueSelfSigned()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=interop-self-signed", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        OidCollection usages = [new Oid("1.3.6.1.5.5.7.3.2")];
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(usages, critical: false));
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}

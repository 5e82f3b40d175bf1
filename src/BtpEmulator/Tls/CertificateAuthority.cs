using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BtpEmulator.Tls;

/// <summary>Issues certificates. Its key exists only in memory, so its certificates are useless after the emulator has stopped.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    // Long enough in both directions for certificates that tests create as expired or not yet valid.
    private const int YearsAround = 20;

    private readonly Lock gate = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public CertificateAuthority(string name, CertificateAuthority? parent = null)
    {
        CertificateRequest request = CreateRequest(name, new PublicKey(key));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Certificate = parent is null
            ? Sign(request, request.SubjectName, now.AddYears(-YearsAround), now.AddYears(YearsAround))
            : parent.Issue(request, now.AddYears(-YearsAround), now.AddYears(YearsAround));
    }

    public X509Certificate2 Certificate { get; }

    public static CertificateRequest CreateRequest(string commonName, PublicKey key)
    {
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(commonName);
        CertificateRequest request = new(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key, false));
        return request;
    }

    public X509Certificate2 Issue(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        return Sign(request, Certificate.SubjectName, notBefore, notAfter);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        key.Dispose();
    }

    private X509Certificate2 Sign(
        CertificateRequest request, X500DistinguishedName issuer, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        lock (gate)
            return request.Create(issuer, X509SignatureGenerator.CreateForECDsa(key), notBefore, notAfter, Guid.NewGuid().ToByteArray());
    }
}

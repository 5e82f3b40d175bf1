using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BtpEmulator;

/// <summary>Issues certificates. It lives in memory only: nothing it signs is worth anything once the emulator is gone.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    // Far enough on both sides for certificates that are meant to be out of date.
    private const int YearsAround = 20;

    private readonly Lock gate = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public CertificateAuthority(string name, CertificateAuthority? parent = null)
    {
        var request = CreateRequest(name, new PublicKey(key));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        var now = DateTimeOffset.UtcNow;
        Certificate = parent is null
            ? Sign(request, request.SubjectName, now.AddYears(-YearsAround), now.AddYears(YearsAround))
            : parent.Issue(request, now.AddYears(-YearsAround), now.AddYears(YearsAround));
    }

    public X509Certificate2 Certificate { get; }

    public static CertificateRequest CreateRequest(string commonName, PublicKey key)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(commonName);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
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

    private X509Certificate2 Sign(CertificateRequest request, X500DistinguishedName issuer, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        lock (gate)
            return request.Create(issuer, X509SignatureGenerator.CreateForECDsa(key), notBefore, notAfter, Guid.NewGuid().ToByteArray());
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TokenModule;

/// <summary>A client certificate as in a service key, with an intermediate authority below a root authority.</summary>
internal sealed record TestCertificates(string Chain, string PrivateKey)
{
    public static TestCertificates Issue(DateTimeOffset? from = null, DateTimeOffset? to = null, bool ellipticCurve = false)
    {
        DateTimeOffset start = from ?? DateTimeOffset.UtcNow.AddDays(-1);
        DateTimeOffset end = to ?? DateTimeOffset.UtcNow.AddDays(6);
        using ECDsa issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest issuerRequest = new("CN=intermediate", issuerKey, HashAlgorithmName.SHA256);
        issuerRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true,
            hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using X509Certificate2 issuer = issuerRequest.CreateSelfSigned(start.AddDays(-1), end.AddDays(1));

        using AsymmetricAlgorithm key = ellipticCurve ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        CertificateRequest request = key is RSA rsa
            ? new CertificateRequest("CN=client", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=client", (ECDsa)key, HashAlgorithmName.SHA256);
        using X509Certificate2 leaf =
            request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), start, end, [1, 2, 3, 4]);
        string privateKey = key is RSA r ? r.ExportRSAPrivateKeyPem() : ((ECDsa)key).ExportECPrivateKeyPem();
        return new TestCertificates($"{leaf.ExportCertificatePem()}\n{issuer.ExportCertificatePem()}\n", privateKey);
    }

    /// <summary>The members of a service key with this certificate.</summary>
    public string ToKeyJson() => TestServiceKeys.FormatX509Key(Chain, PrivateKey);
}

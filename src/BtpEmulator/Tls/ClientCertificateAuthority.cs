using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BtpEmulator.Tls;

/// <summary>Issues client certificates through an intermediate authority, and creates the policy that validates them.</summary>
internal sealed class ClientCertificateAuthority : IDisposable
{
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    private readonly CertificateAuthority root = new("BTP Emulator Client Root");
    private readonly CertificateAuthority intermediate;

    public ClientCertificateAuthority() => intermediate = new CertificateAuthority("BTP Emulator Client Intermediate", root);

    /// <summary>Issues a certificate with a new key pair.</summary>
    public IssuedClientCertificate Issue(string commonName, DateTimeOffset? notBefore, DateTimeOffset? notAfter, bool ellipticCurve)
    {
        using AsymmetricAlgorithm key = ellipticCurve ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        return Issue(commonName, key, notBefore, notAfter);
    }

    public IssuedClientCertificate Issue(
        string commonName, AsymmetricAlgorithm key, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null)
    {
        CertificateRequest request = CertificateAuthority.CreateRequest(commonName, new PublicKey(key));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ClientAuthentication], false));

        // Starts a day early, for tests that set the clock back.
        using X509Certificate2 certificate = intermediate.Issue(
            request, notBefore ?? DateTimeOffset.UtcNow.AddDays(-1), notAfter ?? DateTimeOffset.UtcNow.AddDays(7));
        return new IssuedClientCertificate(
            $"{certificate.ExportCertificatePem()}\n{intermediate.Certificate.ExportCertificatePem()}\n",
            (key is RSA rsa ? rsa.ExportRSAPrivateKeyPem() : ((ECDsa)key).ExportECPrivateKeyPem()) + "\n");
    }

    /// <summary>
    /// Creates the policy that validates client certificates. It contains only the root, so the client must send the intermediate.
    /// </summary>
    /// <remarks>
    /// Every connection needs a new policy. A policy keeps the certificates that a client sent, and they would complete the chain of the
    /// next client.
    /// </remarks>
    public X509ChainPolicy CreateChainPolicy(DateTimeOffset now) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { root.Certificate },
        ApplicationPolicy = { ClientAuthentication },
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
        VerificationTime = now.LocalDateTime,
    };

    public void Dispose()
    {
        intermediate.Dispose();
        root.Dispose();
    }
}

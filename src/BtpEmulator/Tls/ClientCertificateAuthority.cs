using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BtpEmulator;

/// <summary>Issues the certificates of clients, through an intermediate, and says which of them are good.</summary>
internal sealed class ClientCertificateAuthority : IDisposable
{
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    private readonly CertificateAuthority root = new("BTP Emulator Client Root");
    private readonly CertificateAuthority intermediate;

    public ClientCertificateAuthority() => intermediate = new CertificateAuthority("BTP Emulator Client Intermediate", root);

    /// <summary>Issues a certificate for a key pair of its own.</summary>
    public IssuedClientCertificate Issue(string commonName, DateTimeOffset? notBefore, DateTimeOffset? notAfter, bool ellipticCurve)
    {
        using AsymmetricAlgorithm key = ellipticCurve ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        return Issue(commonName, key, notBefore, notAfter);
    }

    public IssuedClientCertificate Issue(string commonName, AsymmetricAlgorithm key, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null)
    {
        var request = CertificateAuthority.CreateRequest(commonName, new PublicKey(key));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ClientAuthentication], false));

        // A day of grace, for clocks that are told to be behind.
        using var certificate = intermediate.Issue(request, notBefore ?? DateTimeOffset.UtcNow.AddDays(-1), notAfter ?? DateTimeOffset.UtcNow.AddDays(7));
        return new IssuedClientCertificate(
            $"{certificate.ExportCertificatePem()}\n{intermediate.Certificate.ExportCertificatePem()}\n",
            (key is RSA rsa ? rsa.ExportRSAPrivateKeyPem() : ((ECDsa)key).ExportECPrivateKeyPem()) + "\n");
    }

    /// <summary>Only the root is known: the intermediate has to come from the client.</summary>
    /// <remarks>New for every connection, because what one client sent is kept in it and would complete the chain of the next.</remarks>
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

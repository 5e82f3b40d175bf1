using System.Security.Cryptography.X509Certificates;

namespace TokenModule.Http;

/// <summary>A loaded certificate with its private key, and the certificates of its issuers.</summary>
internal sealed class CertificateChain(X509Certificate2 leaf, X509Certificate2Collection issuers, bool isOwned) : IDisposable
{
    public X509Certificate2 Leaf { get; } = leaf;

    public X509Certificate2Collection Issuers { get; } = issuers;

    public void Dispose()
    {
        if (!isOwned)
            return;

        Leaf.Dispose();
        foreach (X509Certificate2 issuer in Issuers)
        {
            issuer.Dispose();
        }
    }
}

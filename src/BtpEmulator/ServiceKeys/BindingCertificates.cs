using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace BtpEmulator;

/// <summary>The certificates in service keys, one for each client and all for one key pair, which takes time to make.</summary>
internal sealed class BindingCertificates(Landscape landscape) : IDisposable
{
    private readonly Lock gate = new();
    private readonly RSA key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, IssuedClientCertificate> certificates = new(StringComparer.Ordinal);

    public IssuedClientCertificate GetOrIssue(OAuthClient client) => certificates.GetOrAdd(client.Id, _ =>
    {
        // Instances of RSA are not made for several threads.
        lock (gate) return landscape.ClientCertificates.Issue(client.CertificateName!, key);
    });

    public void Prepare()
    {
        lock (gate) key.ExportParameters(false);
    }

    public void Dispose() => key.Dispose();
}

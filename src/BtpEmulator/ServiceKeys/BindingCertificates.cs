using System.Collections.Concurrent;
using System.Security.Cryptography;
using BtpEmulator.Tls;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.ServiceKeys;

/// <summary>The client certificates in service keys. All share one key pair, because generating one takes time.</summary>
internal sealed class BindingCertificates(Landscape landscape) : IDisposable
{
    private readonly Lock gate = new();
    private readonly RSA key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, IssuedClientCertificate> certificates = new(StringComparer.Ordinal);

    public IssuedClientCertificate GetOrIssue(OAuthClient client) => certificates.GetOrAdd(client.Id, _ =>
    {
        // RSA instances are not thread-safe.
        lock (gate) return landscape.ClientCertificates.Issue(client.CertificateName!, key);
    });

    public void Prepare()
    {
        lock (gate) key.ExportParameters(false);
    }

    public void Dispose() => key.Dispose();
}

using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace BtpEmulator;

/// <summary>Answers a bad client certificate with an alert in the handshake, as real servers do.</summary>
/// <remarks>On Linux, .NET 10 by itself completes the handshake and then hangs up without a word.</remarks>
internal sealed class ClientCertificateGate(Landscape landscape, ConnectionDelegate next)
{
    public async Task InvokeAsync(ConnectionContext connection)
    {
        var transport = connection.Transport;
        connection.Transport = new Duplex(PipeReader.Create(new GuardedInput(transport, SelectAlert)), transport.Output);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    }

    private TlsAlert SelectAlert(IReadOnlyList<byte[]> sent)
    {
        if (sent.Count is 0) return TlsAlert.None;
        using var chain = new X509Chain { ChainPolicy = landscape.ClientCertificates.CreateChainPolicy(landscape.Now) };
        try
        {
            foreach (var issuer in sent.Skip(1)) chain.ChainPolicy.ExtraStore.Add(X509CertificateLoader.LoadCertificate(issuer));
            using var certificate = X509CertificateLoader.LoadCertificate(sent[0]);
            if (chain.Build(certificate)) return TlsAlert.None;
        }
        catch (CryptographicException)
        {
            return TlsAlert.BadCertificate;
        }

        var wrong = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);
        if ((wrong & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) is not 0) return TlsAlert.UnknownAuthority;
        return wrong.HasFlag(X509ChainStatusFlags.NotTimeValid) ? TlsAlert.CertificateExpired : TlsAlert.BadCertificate;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

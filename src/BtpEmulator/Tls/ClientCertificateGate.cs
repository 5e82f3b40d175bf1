using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace BtpEmulator.Tls;

/// <summary>Rejects an invalid client certificate with a TLS alert during the handshake, as SAP's servers do.</summary>
/// <remarks>On Linux, .NET 10 completes the handshake and then closes the connection without an alert.</remarks>
internal sealed class ClientCertificateGate(Landscape landscape, ConnectionDelegate next)
{
    public async Task InvokeAsync(ConnectionContext connection)
    {
        IDuplexPipe transport = connection.Transport;
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

    private TlsAlert SelectAlert(IReadOnlyList<byte[]> certificates)
    {
        if (certificates.Count is 0) return TlsAlert.None;
        using X509Chain chain = new() { ChainPolicy = landscape.ClientCertificates.CreateChainPolicy(landscape.Now) };
        try
        {
            foreach (byte[] issuer in certificates.Skip(1)) chain.ChainPolicy.ExtraStore.Add(X509CertificateLoader.LoadCertificate(issuer));
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(certificates[0]);
            if (chain.Build(certificate)) return TlsAlert.None;
        }
        catch (CryptographicException)
        {
            return TlsAlert.BadCertificate;
        }

        X509ChainStatusFlags wrong = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);
        if ((wrong & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) is not 0) return TlsAlert.UnknownAuthority;
        return wrong.HasFlag(X509ChainStatusFlags.NotTimeValid) ? TlsAlert.CertificateExpired : TlsAlert.BadCertificate;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace BtpEmulator.Tls;

/// <summary>The TLS listener. A client certificate is optional, and an invalid one ends the handshake.</summary>
internal static class TlsListener
{
    public static void ListenTls(
        this KestrelServerOptions kestrel, Landscape landscape) => kestrel.Listen(IPAddress.Loopback, 0, listener =>
    {
        // Raw faults are HTTP/1.1 texts.
        listener.Protocols = HttpProtocols.Http1;
        listener.Use(next => new ClientCertificateGate(landscape, next).InvokeAsync);
        listener.UseHttps(https =>
        {
            https.ServerCertificateSelector = (_, _) => landscape.ServerCertificate.Certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.OnAuthenticate = (_, tls) =>
            {
                tls.CertificateChainPolicy = landscape.ClientCertificates.CreateChainPolicy(landscape.Now);
                // A resumed session would skip the check of the client certificate.
                tls.AllowTlsResume = false;
                if (!landscape.Settings.AllowTls13) tls.EnabledSslProtocols = SslProtocols.Tls12;
            };
        });
    });
}

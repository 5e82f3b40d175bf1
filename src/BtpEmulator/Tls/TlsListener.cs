using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace BtpEmulator;

/// <summary>The listener that asks for a client certificate, lets go those who have none, and hangs up on a bad one.</summary>
internal static class TlsListener
{
    public static void ListenTls(this KestrelServerOptions kestrel, Landscape landscape) => kestrel.Listen(IPAddress.Loopback, 0, listener =>
    {
        // Faults are written as bytes of HTTP/1.1.
        listener.Protocols = HttpProtocols.Http1;
        listener.Use(next => new ClientCertificateGate(landscape, next).InvokeAsync);
        listener.UseHttps(https =>
        {
            https.ServerCertificateSelector = (_, _) => landscape.ServerCertificate.Certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.OnAuthenticate = (_, tls) =>
            {
                tls.CertificateChainPolicy = landscape.ClientCertificates.CreateChainPolicy(landscape.Now);
                // A resumed session would bring back a certificate that was checked earlier.
                tls.AllowTlsResume = false;
                if (!landscape.Settings.AllowTls13) tls.EnabledSslProtocols = SslProtocols.Tls12;
            };
        });
    });
}

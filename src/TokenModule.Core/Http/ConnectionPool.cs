using System.Net.Security;

namespace TokenModule.Http;

/// <summary>
/// Creates the handler that opens and keeps connections: no redirects, no cookies, limited headers. netstandard2.0 has its own file.
/// </summary>
internal static class ConnectionPool
{
    public static HttpMessageHandler Create(ProxyServer proxy, CertificateChain? certificate, TimeProvider clock)
    {
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = proxy.ToWebProxy(),
            ConnectCallback = (context, cancellationToken) => TcpConnection.OpenAsync(context, clock, cancellationToken),
            // A connection in constant use does not notice that the DNS entry of the host has changed.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxConnectionsPerServer = 64,
            MaxResponseHeadersLength = 16,
            RequestHeaderEncodingSelector = EmptyContent.HideLength,
            SslOptions =
            {
                ClientCertificateContext = certificate is null ? null : CreateContext(certificate),
                RemoteCertificateValidationCallback = ServerCertificateCheck.RequireValid,
            },
        };
    }

    // With ClientCertificates, .NET would send only the first certificate. Servers usually need the intermediate issuers too.
    private static SslStreamCertificateContext CreateContext(CertificateChain certificate)
    {
        return SslStreamCertificateContext.Create(certificate.Leaf, certificate.Issuers, offline: true);
    }
}

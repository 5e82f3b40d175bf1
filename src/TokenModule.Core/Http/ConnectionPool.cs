using System.Net.Security;

namespace TokenModule.Http;

/// <summary>Connections as this library wants them: kept alive, no redirects, no cookies, headers bounded.</summary>
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
            // A busy connection never sees that DNS has moved the host.
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

    // A list of certificates would send the first one only, and servers seldom know the issuers between it and the root.
    private static SslStreamCertificateContext CreateContext(CertificateChain certificate)
    {
        return SslStreamCertificateContext.Create(certificate.Leaf, certificate.Issuers, offline: true);
    }
}

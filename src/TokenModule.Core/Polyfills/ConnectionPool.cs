using System.Net;

namespace TokenModule.Http;

/// <summary>
/// Creates the handler that opens and keeps connections, for .NET Framework: no redirects, no cookies, limited headers.
/// .NET Framework opens the connections without a callback, so that only the timeout of the call limits the connecting.
/// It sends the client certificate without its issuers unless they are in the certificate store.
/// </summary>
internal static class ConnectionPool
{
    public static HttpMessageHandler Create(ProxyServer proxy, CertificateChain? certificate, TimeProvider clock)
    {
        _ = clock;
        LeasedConnectionHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = proxy.ToWebProxy(),
            MaxConnectionsPerServer = 64,
            MaxResponseHeadersLength = 16,
            ServerCertificateCustomValidationCallback = ServerCertificateCheck.RequireValid,
        };
        if (certificate is not null)
            handler.ClientCertificates.Add(certificate.Leaf);
        return handler;
    }

    /// <summary>.NET Framework keeps the maximum lifetime of connections in the service point of each host.</summary>
    private sealed class LeasedConnectionHandler : HttpClientHandler
    {
        // A connection in constant use does not notice that the DNS entry of the host has changed.
        private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            ServicePointManager.FindServicePoint(request.RequestUri!).ConnectionLeaseTimeout = (int)Lifetime.TotalMilliseconds;
            return base.SendAsync(request, cancellationToken);
        }
    }
}

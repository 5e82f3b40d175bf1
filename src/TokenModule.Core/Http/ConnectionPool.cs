using System.Net;

namespace TokenModule.Http;

/// <summary>Connections as this library wants them: kept alive, no redirects, no cookies, headers bounded.</summary>
internal static class ConnectionPool
{
    public static HttpMessageHandler Create()
    {
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new LoopbackBypass(HttpClient.DefaultProxy),
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // A busy connection never sees that DNS has moved the host.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxConnectionsPerServer = 64,
            MaxResponseHeadersLength = 16,
        };
    }
}

using System.Collections.Concurrent;

namespace TokenModule.Http;

/// <summary>Connections kept for later calls, one pool for each way out of this machine. A call that shows a certificate gets connections of its own.</summary>
internal sealed class ConnectionPools(Func<ProxyServer, CertificateChain?, TimeProvider, HttpMessageHandler> connect, TimeProvider clock)
    : IDisposable
{
    private readonly ConcurrentDictionary<ProxyServer, Lazy<HttpClient>> pools = new();

    /// <summary>The connections kept for calls through this proxy.</summary>
    public HttpClient GetClient(ProxyServer proxy) => pools.GetOrAdd(proxy, p => new Lazy<HttpClient>(() => CreateClient(p, certificate: null))).Value;

    /// <summary>Connections for one call, which the caller closes.</summary>
    public HttpClient CreateClient(ProxyServer proxy, CertificateChain? certificate)
    {
        return new HttpClient(connect(proxy, certificate, clock)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose()
    {
        foreach (Lazy<HttpClient> pool in pools.Values)
        {
            pool.Value.Dispose();
        }
    }
}

using System.Collections.Concurrent;

namespace TokenModule.Http;

/// <summary>
/// Keeps connections open for later calls, with one pool for each proxy. A call with a client certificate does not share connections.
/// </summary>
internal sealed class ConnectionPools(Func<ProxyServer, CertificateChain?, TimeProvider, HttpMessageHandler> connect, TimeProvider clock)
    : IDisposable
{
    private readonly ConcurrentDictionary<ProxyServer, Lazy<HttpClient>> pools = new();

    /// <summary>Returns the shared client for calls through this proxy.</summary>
    public HttpClient GetClient(ProxyServer proxy)
    {
        return pools.GetOrAdd(proxy, p => new Lazy<HttpClient>(() => CreateClient(p, certificate: null))).Value;
    }

    /// <summary>Creates a client for one call. The caller disposes it.</summary>
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

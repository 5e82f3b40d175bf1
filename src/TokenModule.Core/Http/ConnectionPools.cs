using System.Collections.Concurrent;
using System.Net;

namespace TokenModule.Http;

/// <summary>
/// Keeps connections open for later calls, with one pool for each proxy. A call with a client certificate does not share connections.
/// </summary>
internal sealed class ConnectionPools(Func<ProxyServer, CertificateChain?, TimeProvider, HttpMessageHandler> connect, TimeProvider clock)
    : IDisposable
{
    private readonly ConcurrentDictionary<PoolSettings, Lazy<HttpClient>> pools = new();

    /// <summary>Returns the shared client for calls through this proxy.</summary>
    public HttpClient GetClient(ProxyServer proxy)
    {
        bool isDefault = proxy.Address is null;
        // A proxy that a script assigns to HttpClient.DefaultProxy applies from the next call on.
        PoolSettings settings =
            new(proxy, isDefault ? ProxyEnvironment.GetDefaultProxy() : null, isDefault ? NoProxyList.ReadVariable() : null);
        return pools.GetOrAdd(settings, _ => new Lazy<HttpClient>(() => CreateClient(proxy, certificate: null))).Value;
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

    private sealed record PoolSettings(ProxyServer Proxy, IWebProxy? DefaultProxy, string? NoProxy);
}

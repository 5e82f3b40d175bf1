using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using TokenModule.Http;

namespace TokenModule.Interop;

/// <summary>Connections that trust the certificate authority of the tests and no other.</summary>
internal static class InteropConnections
{
    public static HttpMessageHandler CreateHandler(
        InteropAuthority authority,
        ProxyServer proxy,
        CertificateChain? certificate,
        TimeProvider clock)
    {
        SocketsHttpHandler handler = (SocketsHttpHandler)ConnectionPool.Create(proxy, certificate, clock);
        handler.SslOptions.CertificateChainPolicy = CreatePolicy(authority);
        return handler;
    }

    /// <summary>Creates a client that does not use the module, for the requests of a browser or of the test.</summary>
    public static HttpClient CreateClient(InteropAuthority authority)
    {
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = CreatePolicy(authority) },
        });
    }

    private static X509ChainPolicy CreatePolicy(InteropAuthority authority)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority.Root);
        return policy;
    }
}

using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Creates the connections of the build for netstandard2.0 that trust one more certificate authority.</summary>
internal static class TrustedAuthority
{
    public static Func<ProxyServer, CertificateChain?, TimeProvider,
        HttpMessageHandler> CreateHandlerFactory(string pem) => (proxy, certificate, clock) =>
    {
        HttpClientHandler handler = (HttpClientHandler)ConnectionPool.Create(proxy, certificate, clock);
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(pem);
        // HttpClientHandler has no such policy, and a validation callback would replace the check under test.
        GetUnderlyingHandler(handler).SslOptions.CertificateChainPolicy = policy;
        return handler;
    };

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_underlyingHandler")]
    private static extern ref SocketsHttpHandler GetUnderlyingHandler(HttpClientHandler handler);
}

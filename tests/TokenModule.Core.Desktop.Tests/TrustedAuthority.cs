using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using TokenModule.Http;

namespace TokenModule;

/// <summary>The connections of this build, with one certificate authority trusted besides.</summary>
internal static class TrustedAuthority
{
    public static Func<ProxyServer, CertificateChain?, TimeProvider, HttpMessageHandler> CreateHandlerFactory(string pem) => (proxy, certificate, clock) =>
    {
        SocketsHttpHandler handler = (SocketsHttpHandler)ConnectionPool.Create(proxy, certificate, clock);
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(pem);
        // .NET Framework has no such policy. A callback in its place would replace the check and its reasons.
        GetUnderlyingHandler(handler).SslOptions.CertificateChainPolicy = policy;
        return handler;
    };

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_underlyingHandler")]
    private static extern ref System.Net.Http.SocketsHttpHandler GetUnderlyingHandler(HttpClientHandler handler);
}

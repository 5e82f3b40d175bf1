using System.Security.Cryptography.X509Certificates;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Creates the connections of the module that trust one more certificate authority.</summary>
internal static class TrustedAuthority
{
    public static Func<ProxyServer, CertificateChain?, TimeProvider,
        HttpMessageHandler> CreateHandlerFactory(string pem) => (proxy, certificate, clock) =>
    {
        SocketsHttpHandler handler = (SocketsHttpHandler)ConnectionPool.Create(proxy, certificate, clock);
        handler.SslOptions.CertificateChainPolicy =
            new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.ImportFromPem(pem);
        return handler;
    };
}

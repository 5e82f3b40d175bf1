// Types of .NET that netstandard2.0 lacks.
#pragma warning disable IDE0130 // They have the names they have there.

using System.Security.Cryptography.X509Certificates;
using TokenModule.Http;

namespace System.Net.Security;

/// <summary>.NET Framework takes the certificate alone and finds its issuers in the stores of the machine.</summary>
internal sealed class SslClientAuthenticationOptions(SocketsHttpHandler handler)
{
    public RemoteCertificateValidationCallback RemoteCertificateValidationCallback
    {
        set => handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => value(message, certificate, chain, errors);
    }

    public SslStreamCertificateContext? ClientCertificateContext
    {
        set
        {
            if (value is not null)
                handler.ClientCertificates.Add(value.Certificate);
        }
    }
}

internal sealed class SslStreamCertificateContext
{
    private SslStreamCertificateContext(X509Certificate2 certificate)
    {
        Certificate = certificate;
    }

    public X509Certificate2 Certificate { get; }

    public static SslStreamCertificateContext Create(X509Certificate2 target, X509Certificate2Collection additional, bool offline)
    {
        _ = (additional, offline);
        return new SslStreamCertificateContext(target);
    }
}

using System.Net;

namespace TokenModule.Http;

/// <summary>A proxy for every address but those of this machine itself.</summary>
internal sealed class LoopbackBypass : IWebProxy
{
    private readonly IWebProxy proxy;

    public LoopbackBypass(IWebProxy proxy, ICredentials? credentials)
    {
        this.proxy = proxy;
        Credentials = credentials ?? proxy.Credentials;
    }

    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}

using System.Net;

namespace TokenModule.Http;

/// <summary>A proxy for every address except those of this machine and of a list.</summary>
internal sealed class LoopbackBypass : IWebProxy
{
    private readonly IWebProxy proxy;
    private readonly NoProxyList exceptions;

    public LoopbackBypass(IWebProxy proxy, ICredentials? credentials, NoProxyList exceptions)
    {
        this.proxy = proxy;
        this.exceptions = exceptions;
        Credentials = credentials ?? proxy.Credentials;
    }

    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => IsExcepted(destination) ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => IsExcepted(host) || proxy.IsBypassed(host);

    private bool IsExcepted(Uri address) => address.IsLoopback || exceptions.Contains(address);
}

using System.Net;

namespace TokenModule.Http;

/// <summary>A proxy for all addresses except the addresses of this computer and the hosts in a list.</summary>
internal sealed class LoopbackBypass(IWebProxy proxy, ICredentials? credentials, NoProxyList exceptions) : IWebProxy
{
    private readonly IWebProxy proxy = proxy;

    public ICredentials? Credentials { get; set; } = credentials ?? proxy.Credentials;

    public Uri? GetProxy(Uri destination) => IsExcepted(destination) ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => IsExcepted(host) || proxy.IsBypassed(host);

    private bool IsExcepted(Uri address) => address.IsLoopback || exceptions.Contains(address);
}

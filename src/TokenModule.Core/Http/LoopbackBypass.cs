using System.Net;

namespace TokenModule.Http;

/// <summary>The proxy this machine is set to (HTTPS_PROXY, NO_PROXY, system settings), except for this machine itself.</summary>
internal sealed class LoopbackBypass : IWebProxy
{
    private readonly IWebProxy proxy;

    public LoopbackBypass(IWebProxy proxy)
    {
        this.proxy = proxy;
    }

    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}

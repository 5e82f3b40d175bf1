using System.Net;

namespace TokenModule.Http;

/// <summary>The proxy settings of one command.</summary>
/// <param name="Address">The address of the proxy. Null uses HTTPS_PROXY, NO_PROXY and the settings of the system.</param>
/// <param name="UserName">The user name for the proxy, or null when the proxy requires no credential.</param>
/// <param name="Password">The password for the proxy.</param>
internal sealed record ProxyServer(Uri? Address, string? UserName = null, Secret? Password = null)
{
    public static ProxyServer MachineDefault { get; } = new(Address: null);

    public IWebProxy ToWebProxy()
    {
        NetworkCredential? credential = UserName is null ? null : new NetworkCredential(UserName, Password?.Reveal());
        // A proxy from -Proxy is used for every host. .NET supports only some forms of NO_PROXY, so the list is evaluated here.
        return Address is null
            ? new LoopbackBypass(ProxyEnvironment.GetDefaultProxy(), credential, NoProxyList.FromEnvironment())
            : new LoopbackBypass(new WebProxy(Address), credential, new NoProxyList(null));
    }

    /// <returns>The address of the proxy for a destination, or null for a direct connection.</returns>
    public Uri? FindProxyOrDefault(Uri destination)
    {
        // The proxy of Windows never reports a bypass. It returns no address for a direct connection.
        IWebProxy proxy = ToWebProxy();
        return proxy.IsBypassed(destination) || proxy.GetProxy(destination) is not { } address || address == destination ? null : address;
    }

    public bool Equals(ProxyServer? other)
    {
        return other is not null
            && (Address, UserName, Password?.Fingerprint) == (other.Address, other.UserName, other.Password?.Fingerprint);
    }

    public override int GetHashCode() => (Address, UserName).GetHashCode();
}

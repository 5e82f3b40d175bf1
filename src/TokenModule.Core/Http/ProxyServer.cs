using System.Net;

namespace TokenModule.Http;

/// <summary>How one command goes through a proxy.</summary>
/// <param name="Address">The proxy; null for the one this machine is set to (HTTPS_PROXY, NO_PROXY, system settings).</param>
/// <param name="UserName">Who the proxy lets through, where it asks.</param>
/// <param name="Password">The user's password at the proxy.</param>
internal sealed record ProxyServer(Uri? Address, string? UserName = null, Secret? Password = null)
{
    public static ProxyServer MachineDefault { get; } = new(Address: null);

    public IWebProxy ToWebProxy()
    {
        NetworkCredential? credential = UserName is null ? null : new NetworkCredential(UserName, Password?.Reveal());
        // A proxy that a command names is used for every host. .NET itself understands only some forms of NO_PROXY.
        return Address is null
            ? new LoopbackBypass(HttpClient.DefaultProxy, credential, NoProxyList.FromEnvironment())
            : new LoopbackBypass(new WebProxy(Address), credential, new NoProxyList(null));
    }

    public bool Equals(ProxyServer? other) => other is not null && (Address, UserName, Password?.Fingerprint) == (other.Address, other.UserName, other.Password?.Fingerprint);

    public override int GetHashCode() => (Address, UserName).GetHashCode();
}

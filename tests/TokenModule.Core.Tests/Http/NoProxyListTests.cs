using System.Net;
using TokenModule.Http;

namespace TokenModule;

public sealed class NoProxyListTests
{
    [Theory]
    [InlineData("api.example")]
    [InlineData("API.Example")]
    [InlineData(".api.example")]
    [InlineData("*.api.example")]
    [InlineData(".example")]
    [InlineData("*.example")]
    [InlineData("example")]
    [InlineData("EXAMPLE")]
    [InlineData("*")]
    [InlineData("api.example:443")]
    [InlineData(".example:443")]
    [InlineData("*.example:443")]
    [InlineData("*:443")]
    [InlineData("other.test,api.example")]
    [InlineData("other.test , api.example ")]
    public void Host_in_the_list_is_reached_without_a_proxy(string list)
    {
        Assert.True(Create(list).IsBypassed(new Uri("https://api.example/x")));
        Assert.Null(Create(list).GetProxy(new Uri("https://api.example/x")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(",")]
    [InlineData(".")]
    [InlineData("*.")]
    [InlineData("pi.example")]
    [InlineData("xample")]
    [InlineData("v1.api.example")]
    [InlineData("api.example:8443")]
    [InlineData("*:8443")]
    [InlineData("api.example.test")]
    public void Other_host_is_reached_through_the_proxy(string? list)
    {
        Assert.False(Create(list).IsBypassed(new Uri("https://api.example/x")));
        Assert.NotNull(Create(list).GetProxy(new Uri("https://api.example/x")));
    }

    [Theory]
    [InlineData("[2001:db8::1]")]
    [InlineData("2001:db8::1")]
    [InlineData("[2001:db8::1]:443")]
    public void Address_of_ipv6_can_be_in_the_list(string list)
    {
        Assert.True(Create(list).IsBypassed(new Uri("https://[2001:db8::1]/")));
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://[::1]/")]
    public void Loopback_address_needs_no_entry(string address)
    {
        Assert.True(Create(null).IsBypassed(new Uri(address)));
    }

    [Fact]
    public void Proxy_without_an_address_for_the_destination_is_a_direct_connection()
    {
        IWebProxy before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new SilentProxy();
        try
        {
            Assert.Null(ProxyServer.MachineDefault.FindProxyOrDefault(new Uri("https://host.example/")));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    // As the proxy of Windows when no proxy is set.
    private sealed class SilentProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => null;

        public bool IsBypassed(Uri host) => false;
    }

    private static LoopbackBypass Create(string? list) =>
        new(new WebProxy("http://proxy.example:3128"), credentials: null, new NoProxyList(list));
}

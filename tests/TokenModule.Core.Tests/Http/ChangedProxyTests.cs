using System.Net;
using System.Text;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Tests a proxy that a session sets after the first request.</summary>
[Collection(nameof(SequentialTests))]
public sealed class ChangedProxyTests : IDisposable
{
    private readonly HttpTransport transport = new(new TestClock());
    private readonly IWebProxy original = HttpClient.DefaultProxy;

    [Fact]
    public async Task Assigned_default_proxy_counts_from_the_next_call()
    {
        using SocketServer first = CreateProxy();
        using SocketServer second = CreateProxy();

        HttpClient.DefaultProxy = new WebProxy($"http://127.0.0.1:{first.Port}");
        TransportException before = await FailAsync(ProxyServer.MachineDefault);
        HttpClient.DefaultProxy = new WebProxy($"http://127.0.0.1:{second.Port}");
        TransportException after = await FailAsync(ProxyServer.MachineDefault);

        Assert.StartsWith($"The proxy 127.0.0.1:{first.Port} refused", before.Message, StringComparison.Ordinal);
        Assert.StartsWith($"The proxy 127.0.0.1:{second.Port} refused", after.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        HttpClient.DefaultProxy = original;
        transport.Dispose();
    }

    private static SocketServer CreateProxy() => new(async (stream, ended) =>
    {
        while (true)
        {
            await SocketServer.ReadHeadAsync(stream, ended);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"), ended);
        }
    });

    private async Task<TransportException> FailAsync(ProxyServer proxy)
    {
        TransportRequest call = new(HttpMethod.Get, new Uri("https://api.example/")) { Network = new NetworkOptions { Proxy = proxy } };
        return await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(call, CancellationToken.None));
    }
}

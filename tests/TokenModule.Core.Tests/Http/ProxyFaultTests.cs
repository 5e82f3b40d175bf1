using System.Collections.Concurrent;
using System.Text;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Proxies that do not let a request through, with the attempts counted at the proxy.</summary>
[Collection(nameof(SequentialTests))]
public sealed class ProxyFaultTests : IDisposable
{
    private const string Challenge =
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n";

    private readonly HttpTransport transport = new(new TestClock());
    private readonly ConcurrentQueue<string> requests = new();

    [Fact]
    public async Task Proxy_that_requires_a_password_is_asked_once()
    {
        using SocketServer proxy = CreateProxy(Challenge);

        TransportException error = await FailAsync(new ProxyServer(GetAddress(proxy)));

        Assert.Single(requests);
        Assert.Equal((Failure.NetworkUnreachable, 407, 1), (error.Failure, error.StatusCode, error.Attempts));
        Assert.Equal($"The proxy 127.0.0.1:{proxy.Port} requires a user name and password (407). Specify them with -ProxyCredential.",
            error.Message);
    }

    [Fact]
    public async Task Wrong_proxy_password_is_sent_once()
    {
        using SocketServer proxy = CreateProxy(Challenge);

        TransportException error = await FailAsync(new ProxyServer(GetAddress(proxy), "user", new Secret(TestServiceKeys.Canary)));

        Assert.Equal(2, requests.Count);
        Assert.Single(requests, r => r.Contains("Proxy-Authorization: Basic ", StringComparison.Ordinal));
        Assert.Equal($"The proxy 127.0.0.1:{proxy.Port} refused the user name or password (407). Check -ProxyCredential.", error.Message);
    }

    [Fact]
    public async Task Wrong_password_at_a_proxy_that_responds_with_401_is_described_as_such()
    {
        int received = 0;
        using SocketServer proxy = new(async (stream, ended) =>
        {
            while (true)
            {
                await SocketServer.ReadHeadAsync(stream, ended);
                string refusal = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";
                string response = Interlocked.Increment(ref received) == 1 ? Challenge : refusal;
                await stream.WriteAsync(Encoding.ASCII.GetBytes(response), ended);
            }
        });

        TransportException error = await FailAsync(new ProxyServer(GetAddress(proxy), "user", new Secret(TestServiceKeys.Canary)));

        Assert.Equal(2, received);
        Assert.Equal($"The proxy 127.0.0.1:{proxy.Port} refused the user name or password (401). Check -ProxyCredential.", error.Message);
    }

    [Fact]
    public async Task Refused_destination_is_not_retried_and_the_message_quotes_the_proxy()
    {
        using SocketServer proxy = CreateProxy("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

        TransportException error = await FailAsync(new ProxyServer(GetAddress(proxy)));

        Assert.Single(requests);
        Assert.Equal(403, error.StatusCode);
        Assert.StartsWith($"The proxy 127.0.0.1:{proxy.Port} refused to connect to api.example: 403 Forbidden. Ask ", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Destination_that_the_proxy_cannot_reach_is_retried()
    {
        using SocketServer proxy = CreateProxy("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");

        TransportException error = await FailAsync(new ProxyServer(GetAddress(proxy)));

        Assert.Equal((4, 4), (requests.Count, error.Attempts));
        Assert.Contains("503 Service Unavailable", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "requires a user name and password. Specify them with -ProxyCredential.")]
    [InlineData("user", "refused the user name or password. Check -ProxyCredential.")]
    public async Task Password_of_a_socks_proxy_is_sent_once(string? user, string words)
    {
        int connections = 0;
        using SocketServer proxy = new(async (stream, ended) =>
        {
            Interlocked.Increment(ref connections);
            byte[] buffer = new byte[512];
            _ = await stream.ReadAsync(buffer.AsMemory(), ended);
            // RFC 1928, section 3: 2 requires a password, 255 accepts none of the offered methods.
            await stream.WriteAsync(user is null ? new byte[] { 5, 255 } : [5, 2], ended);
            _ = await stream.ReadAsync(buffer.AsMemory(), ended);
            // RFC 1929, section 2: any status but 0 is a failure.
            await stream.WriteAsync(new byte[] { 1, 1 }, ended);
        });

        TransportException error = await FailAsync(
            new ProxyServer(new Uri($"socks5://127.0.0.1:{proxy.Port}"), user, user is null ? null : new Secret(TestServiceKeys.Canary)));

        Assert.Equal((Failure.NetworkUnreachable, 1), (error.Failure, connections));
        Assert.Equal($"The proxy 127.0.0.1:{proxy.Port} {words}", error.Message);
    }

    public void Dispose() => transport.Dispose();

    private static Uri GetAddress(SocketServer proxy) => new($"http://127.0.0.1:{proxy.Port}");

    private SocketServer CreateProxy(string response) => new(async (stream, ended) =>
    {
        while (true)
        {
            requests.Enqueue(await SocketServer.ReadHeadAsync(stream, ended));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(response), ended);
        }
    });

    private async Task<TransportException> FailAsync(ProxyServer proxy)
    {
        TransportRequest call = new(HttpMethod.Post, new Uri("https://api.example/")) { Network = new NetworkOptions { Proxy = proxy } };
        TransportException error = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(call, CancellationToken.None));
        Assert.DoesNotContain(TestServiceKeys.Canary, error.ToString(), StringComparison.Ordinal);
        return error;
    }
}

using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using BtpEmulator;
using TokenModule.Http;

namespace TokenModule;

public sealed class HttpTransportTests : IAsyncLifetime
{
    private readonly HttpTransport transport = new(new ManualClock());
    private Emulator btp = null!;

    public async Task InitializeAsync() => btp = await Emulator.StartAsync();

    public async Task DisposeAsync()
    {
        transport.Dispose();
        await btp.DisposeAsync();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_is_rejected_and_not_followed(int status)
    {
        await using Emulator elsewhere = await Emulator.StartAsync();
        btp.Faults.Add(new Fault { Status = status, Headers = new Dictionary<string, string> { ["Location"] = elsewhere.Address.AbsoluteUri } });

        Assert.Equal(Failure.RedirectRefused, (await AssertFailsAsync(CreateRequest())).Failure);
        Assert.Empty(elsewhere.Requests.All);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task Response_that_is_not_HTTP_is_a_broken_connection(string answer)
    {
        btp.Faults.Add(new Fault { Raw = answer, Times = 10 });

        Assert.Equal(Failure.NetworkBroken, (await AssertFailsAsync(CreateRequest())).Failure);
    }

    [Fact]
    public async Task Header_of_200_KB_is_a_broken_connection()
    {
        btp.Faults.Add(new Fault { Raw = $"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 200_000)}\r\n\r\n", Times = 10 });

        Assert.Equal(Failure.NetworkBroken, (await AssertFailsAsync(CreateRequest())).Failure);
    }

    [Fact]
    public async Task Reset_connection_is_retried_only_when_that_is_safe()
    {
        btp.Faults.Add(new Fault { Abort = true });

        Assert.Equal(404, (await transport.SendAsync(CreateRequest() with { Resend = ResendPolicy.Always }, CancellationToken.None)).StatusCode);

        btp.Faults.Add(new Fault { Abort = true });
        Assert.Equal(Failure.NetworkBroken, (await AssertFailsAsync(CreateRequest())).Failure);
    }

    [Fact]
    public async Task Stalled_response_causes_a_timeout()
    {
        btp.Faults.Add(new Fault { DelaySeconds = 30 });
        Stopwatch watch = Stopwatch.StartNew();

        Assert.Equal(Failure.NetworkTimeout, (await AssertFailsAsync(CreateRequest() with { Network = new NetworkOptions { Timeout = TimeSpan.FromMilliseconds(300) } })).Failure);
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Response_with_one_byte_per_second_causes_a_timeout()
    {
        btp.Faults.Add(new Fault { Body = new string('x', 1000), BytesPerSecond = 1 });

        Assert.Equal(Failure.NetworkTimeout, (await AssertFailsAsync(CreateRequest() with { Network = new NetworkOptions { Timeout = TimeSpan.FromMilliseconds(300) } })).Failure);
    }

    [Fact]
    public async Task Cancellation_ends_a_stalled_response_immediately()
    {
        btp.Faults.Add(new Fault { DelaySeconds = 30 });
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(200));
        Stopwatch watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.SendAsync(CreateRequest(), stop.Token));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(1_000_000, false)]
    [InlineData(1_100_000, true)]
    public async Task Body_is_read_up_to_its_limit(int length, bool refused)
    {
        btp.Faults.Add(new Fault { Body = new string('x', length) });

        if (refused)
            await AssertFailsAsync(CreateRequest());
        else
            Assert.Equal(length, (await transport.SendAsync(CreateRequest(), CancellationToken.None)).Body.Length);
    }

    [Fact]
    public async Task Compression_bomb_is_rejected_in_bounded_memory()
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(new byte[100_000_000]);
        }

        btp.Faults.Add(new Fault { BodyBytes = compressed.ToArray(), Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" } });
        long before = GC.GetTotalMemory(forceFullCollection: true);

        await AssertFailsAsync(CreateRequest());
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: false) - before, long.MinValue, 20_000_000);
    }

    [Fact]
    public async Task Refused_connection_is_reported_with_the_host()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        TransportException error = await AssertFailsAsync(new TransportRequest(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}/")));

        Assert.Equal((Failure.NetworkUnreachable, 4), (error.Failure, error.Attempts));
        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_host_is_unreachable()
    {
        Assert.Equal(Failure.NetworkUnreachable, (await AssertFailsAsync(new TransportRequest(HttpMethod.Get, new Uri("https://nosuchhost.invalid/")))).Failure);
    }

    [Fact]
    public async Task Plain_text_on_a_TLS_port_is_a_TLS_failure()
    {
        Assert.Equal(Failure.TlsFailed, (await AssertFailsAsync(new TransportRequest(HttpMethod.Get, new Uri($"https://127.0.0.1:{btp.Address.Port}/")))).Failure);
    }

    [Fact]
    public async Task Requests_without_TLS_are_sent_only_to_the_local_machine()
    {
        Assert.Equal(Failure.HostNotAllowed, (await AssertFailsAsync(new TransportRequest(HttpMethod.Get, new Uri("http://api.example/")))).Failure);
    }

    [Fact]
    public async Task Many_calls_share_one_connection()
    {
        for (int i = 0; i < 20; i++)
        {
            await transport.SendAsync(CreateRequest(), CancellationToken.None);
        }

        Assert.Equal(1, btp.Requests.Connections);
    }

    private TransportRequest CreateRequest() => new(HttpMethod.Get, new Uri(btp.Address, "/nothing?secret=query"));

    private async Task<TransportException> AssertFailsAsync(TransportRequest call)
    {
        TransportException error = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(call, CancellationToken.None));
        Assert.DoesNotContain("secret=query", error.Message, StringComparison.Ordinal);
        return error;
    }
}

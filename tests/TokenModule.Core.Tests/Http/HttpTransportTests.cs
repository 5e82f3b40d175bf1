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
    public async Task A_redirect_is_refused_and_nothing_goes_on(int status)
    {
        await using Emulator elsewhere = await Emulator.StartAsync();
        btp.Faults.Add(new Fault { Status = status, Headers = new Dictionary<string, string> { ["Location"] = elsewhere.Address.AbsoluteUri } });

        Assert.Equal(Failure.RedirectRefused, (await Fails(Call())).Failure);
        Assert.Empty(elsewhere.Requests.All);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task What_is_no_http_is_a_broken_connection(string answer)
    {
        btp.Faults.Add(new Fault { Raw = answer, Times = 10 });

        Assert.Equal(Failure.NetworkBroken, (await Fails(Call())).Failure);
    }

    [Fact]
    public async Task A_header_of_200_KB_is_a_broken_connection()
    {
        btp.Faults.Add(new Fault { Raw = $"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 200_000)}\r\n\r\n", Times = 10 });

        Assert.Equal(Failure.NetworkBroken, (await Fails(Call())).Failure);
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_tried_again_where_that_is_safe()
    {
        btp.Faults.Add(new Fault { Abort = true });

        Assert.Equal(404, (await transport.SendAsync(Call() with { Resend = Resend.Always }, CancellationToken.None)).StatusCode);

        btp.Faults.Add(new Fault { Abort = true });
        Assert.Equal(Failure.NetworkBroken, (await Fails(Call())).Failure);
    }

    [Fact]
    public async Task A_stalled_answer_ends_at_the_deadline()
    {
        btp.Faults.Add(new Fault { DelaySeconds = 30 });
        Stopwatch watch = Stopwatch.StartNew();

        Assert.Equal(Failure.NetworkTimeout, (await Fails(Call() with { Network = new NetworkOptions { Timeout = TimeSpan.FromMilliseconds(300) } })).Failure);
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task One_byte_a_second_ends_at_the_deadline()
    {
        btp.Faults.Add(new Fault { Body = new string('x', 1000), BytesPerSecond = 1 });

        Assert.Equal(Failure.NetworkTimeout, (await Fails(Call() with { Network = new NetworkOptions { Timeout = TimeSpan.FromMilliseconds(300) } })).Failure);
    }

    [Fact]
    public async Task A_stop_ends_a_stalled_answer_at_once()
    {
        btp.Faults.Add(new Fault { DelaySeconds = 30 });
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(200));
        Stopwatch watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.SendAsync(Call(), stop.Token));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(1_000_000, false)]
    [InlineData(1_100_000, true)]
    public async Task A_body_is_read_up_to_its_limit(int length, bool refused)
    {
        btp.Faults.Add(new Fault { Body = new string('x', length) });

        if (refused)
            await Fails(Call());
        else
            Assert.Equal(length, (await transport.SendAsync(Call(), CancellationToken.None)).Body.Length);
    }

    [Fact]
    public async Task A_compressed_bomb_is_refused_with_bounded_memory()
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(new byte[100_000_000]);
        }

        btp.Faults.Add(new Fault { BodyBytes = compressed.ToArray(), Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" } });
        long before = GC.GetTotalMemory(forceFullCollection: true);

        await Fails(Call());
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: false) - before, long.MinValue, 20_000_000);
    }

    [Fact]
    public async Task A_refused_connection_names_the_host()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        TransportException error = await Fails(new HttpCall(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}/")));

        Assert.Equal((Failure.NetworkUnreachable, 4), (error.Failure, error.Attempts));
        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_host_is_unreachable()
    {
        Assert.Equal(Failure.NetworkUnreachable, (await Fails(new HttpCall(HttpMethod.Get, new Uri("https://nosuchhost.invalid/")))).Failure);
    }

    [Fact]
    public async Task Plain_text_on_a_tls_port_is_a_failure_of_tls()
    {
        Assert.Equal(Failure.TlsFailed, (await Fails(new HttpCall(HttpMethod.Get, new Uri($"https://127.0.0.1:{btp.Address.Port}/")))).Failure);
    }

    [Fact]
    public async Task Only_this_machine_is_spoken_to_without_tls()
    {
        Assert.Equal(Failure.HostNotAllowed, (await Fails(new HttpCall(HttpMethod.Get, new Uri("http://api.example/")))).Failure);
    }

    [Fact]
    public async Task Many_calls_use_one_connection()
    {
        for (int i = 0; i < 20; i++)
        {
            await transport.SendAsync(Call(), CancellationToken.None);
        }

        Assert.Equal(1, btp.Requests.Connections);
    }

    private HttpCall Call() => new(HttpMethod.Get, new Uri(btp.Address, "/nothing?secret=query"));

    private async Task<TransportException> Fails(HttpCall call)
    {
        TransportException error = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(call, CancellationToken.None));
        Assert.DoesNotContain("secret=query", error.Message, StringComparison.Ordinal);
        return error;
    }
}

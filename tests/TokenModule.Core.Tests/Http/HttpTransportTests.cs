using System.Net;
using System.Net.Sockets;
using BtpEmulator;
using TokenModule.Http;

namespace TokenModule;

public sealed class HttpTransportTests : IClassFixture<SharedEmulator>, IDisposable
{
    private readonly HttpTransport transport = new(new TestClock());
    private readonly Emulator btp;

    public HttpTransportTests(SharedEmulator shared)
    {
        btp = shared.Btp;
        btp.Faults.Clear();
        btp.Requests.Clear();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_is_rejected_and_not_followed(int status)
    {
        await using Emulator elsewhere = await Emulator.StartAsync();
        btp.Faults.Add(
            new Fault { Status = status, Headers = new Dictionary<string, string> { ["Location"] = elsewhere.Address.AbsoluteUri } });

        Assert.Equal(Failure.RedirectRefused, (await AssertFailsAsync(CreateRequest())).Failure);
        Assert.Empty(elsewhere.Requests.All);
    }

    [Fact]
    public async Task Reset_connection_is_retried_only_when_that_is_safe()
    {
        btp.Faults.Add(new Fault { Abort = true });

        Assert.Equal(404,
            (await transport.SendAsync(CreateRequest() with { Resend = ResendPolicy.Always }, CancellationToken.None)).StatusCode);

        btp.Faults.Add(new Fault { Abort = true });
        Assert.Equal(Failure.NetworkBroken, (await AssertFailsAsync(CreateRequest())).Failure);
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
        Assert.Equal(Failure.NetworkUnreachable,
            (await AssertFailsAsync(new TransportRequest(HttpMethod.Get, new Uri("https://nosuchhost.invalid/")))).Failure);
    }

    [Fact]
    public async Task Plain_text_on_a_TLS_port_is_a_TLS_failure()
    {
        Assert.Equal(Failure.TlsFailed,
            (await AssertFailsAsync(new TransportRequest(HttpMethod.Get, new Uri($"https://127.0.0.1:{btp.Address.Port}/")))).Failure);
    }

    [Fact]
    public async Task Requests_without_TLS_are_sent_only_to_the_local_machine()
    {
        Assert.Equal(Failure.HostNotAllowed,
            (await AssertFailsAsync(new TransportRequest(HttpMethod.Get, new Uri("http://api.example/")))).Failure);
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

    public void Dispose() => transport.Dispose();

    private TransportRequest CreateRequest() => new(HttpMethod.Get, new Uri(btp.Address, "/nothing?secret=query"));

    private async Task<TransportException> AssertFailsAsync(TransportRequest call)
    {
        TransportException error = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(call, CancellationToken.None));
        Assert.DoesNotContain("secret=query", error.Message, StringComparison.Ordinal);
        return error;
    }
}

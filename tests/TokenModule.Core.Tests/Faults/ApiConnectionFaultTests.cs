using System.Net;
using System.Net.Sockets;
using TokenModule.Api;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>Connections to an API that fail, on bare sockets.</summary>
public sealed class ApiConnectionFaultTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly TestClock clock = new();
    private readonly HttpTransport transport;

    public ApiConnectionFaultTests()
    {
        transport = new HttpTransport(clock);
    }

    public void Dispose() => transport.Dispose();

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Refused_connection_is_tried_four_times(string method)
    {
        using TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        int port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        TransportException error = await AssertFailsAsync(Failure.NetworkUnreachable, method, port);
        Assert.Equal((4, "c-1"), (error.Attempts, error.CorrelationId));
    }

    [Fact]
    public async Task An_api_that_falls_silent_is_a_timeout()
    {
        TaskCompletionSource silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using SocketServer server = SocketServer.FallSilentAfter(string.Empty, silent);
        Task<TransportException> failing = AssertFailsAsync(Failure.NetworkTimeout, "GET", server.Port);
        await silent.Task;
        clock.Advance(Timeout);

        await failing;
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Endless_body_is_read_only_up_to_the_limit()
    {
        long sent = 0;
        using SocketServer server = new(async (stream, ended) =>
        {
            await SocketServer.ReadHeadAsync(stream, ended);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), ended);
            byte[] some = new byte[64 * 1024];
            while (true)
            {
                await stream.WriteAsync(some, ended);
                sent += some.Length;
            }
        });
        TransportRequest call = new(HttpMethod.Get, new Uri($"http://127.0.0.1:{server.Port}/")) { MaximumResponseLength = 4 * 1024 * 1024,
            UnusableResponseFailure = Failure.ApiError };

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => transport.SendAsync(call, CancellationToken.None));

        Assert.Equal((Failure.ApiError, 1), (error.Failure, server.Connections));
        Assert.InRange(sent, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public async Task A_stop_ends_a_call_and_closes_the_socket()
    {
        TaskCompletionSource received = new(), closed = new();
        using SocketServer server = new(async (stream, ended) =>
        {
            await SocketServer.ReadHeadAsync(stream, ended);
            received.SetResult();
            _ = await stream.ReadAsync(new byte[1], ended);
            closed.SetResult();
        });
        using CancellationTokenSource stop = new();
        Task<TransportResponse> waiting = SendAsync("GET", server.Port, TimeSpan.FromMinutes(1), stop.Token);
        await received.Task;

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await closed.Task;
    }

    private async Task<TransportException> AssertFailsAsync(Failure expected, string method, int port)
    {
        TransportException error =
            await Assert.ThrowsAsync<TransportException>(() => SendAsync(method, port, Timeout, CancellationToken.None));

        Assert.Equal(expected, error.Failure);
        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token-1", error.ToString(), StringComparison.Ordinal);
        return error;
    }

    private async Task<TransportResponse> SendAsync(string method, int port, TimeSpan timeout, CancellationToken cancellationToken)
    {
        BtpApiClient api = new(new ScriptedTokenSource(new TestClock()), transport);
        BtpApiRequest request =
            new(new HttpMethod(method), new Uri($"http://127.0.0.1:{port}/x"), TokenRequest.FromKey(TestServiceKeys.CreateForClient()))
        {
            CorrelationId = "c-1",
            Network = new NetworkOptions { Timeout = timeout },
        };
        return await api.SendAsync(request, cancellationToken);
    }
}

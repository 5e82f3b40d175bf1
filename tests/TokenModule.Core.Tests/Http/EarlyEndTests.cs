using System.Text;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Tests a command that is stopped early. The user must still learn the result of a change that was sent.</summary>
public sealed class EarlyEndTests : IDisposable
{
    private readonly TestClock clock = new() { HoldsWaits = true };
    private readonly HttpTransport transport;
    private readonly CancellationTokenSource ending = new();
    private readonly CancellationTokenSource abort = new();
    private readonly TaskCompletionSource received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource mayRespond = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EarlyEndTests()
    {
        transport = new HttpTransport(clock);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Change_that_was_sent_is_finished(string method)
    {
        using SocketServer server = CreateServer("200 OK");
        Task<TransportResponse> call = SendAsync(server, method);
        await received.Task;
        await ending.CancelAsync();
        mayRespond.SetResult();

        Assert.Equal(200, (await call).StatusCode);
    }

    [Fact]
    public async Task Read_is_canceled()
    {
        using SocketServer server = CreateServer("200 OK");
        Task<TransportResponse> call = SendAsync(server, "GET");
        await received.Task;
        await ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Stop_by_the_user_also_cancels_a_change_that_was_sent()
    {
        using SocketServer server = CreateServer("200 OK");
        Task<TransportResponse> call = SendAsync(server, "POST");
        await received.Task;
        await abort.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Change_is_not_sent_after_the_end()
    {
        using SocketServer server = CreateServer("200 OK");
        await ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(server, "POST"));
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Change_is_not_sent_again_after_the_end()
    {
        mayRespond.SetResult();
        using SocketServer server = CreateServer("503 Service Unavailable");
        Task<TransportResponse> call = SendAsync(server, "PUT");
        await clock.WaitStartedAsync();
        await ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(1, server.Connections);
    }

    public void Dispose()
    {
        transport.Dispose();
        ending.Dispose();
        abort.Dispose();
    }

    private SocketServer CreateServer(string status) => new(async (stream, ended) =>
    {
        await SocketServer.ReadHeadAsync(stream, ended);
        received.TrySetResult();
        await mayRespond.Task.WaitAsync(ended);
        string response = $"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(response), ended);
    });

    private Task<TransportResponse> SendAsync(SocketServer server, string method)
    {
        TransportRequest call = new(new HttpMethod(method), new Uri($"http://127.0.0.1:{server.Port}/"))
        {
            AbortToken = abort.Token,
            Resend = ResendPolicy.Always,
        };
        return transport.SendAsync(call, ending.Token);
    }
}

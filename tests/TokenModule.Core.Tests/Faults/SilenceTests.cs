using TokenModule.Http;

namespace TokenModule;

/// <summary>Servers that stop in the middle of an exchange, and calls that are stopped there.</summary>
public sealed class SilenceTests : IDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(8);

    private readonly TestClock clock = new();
    private readonly HttpTransport transport;
    private readonly TaskCompletionSource silent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SilenceTests()
    {
        transport = new HttpTransport(clock);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Ty")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")]
    public async Task Silence_ends_at_the_deadline_and_is_not_tried_again(string start)
    {
        using SocketServer server = SocketServer.FallSilentAfter(start, silent);
        Task<TransportResponse> waiting = Send("http", server);
        await silent.Task;
        clock.Advance(AnswerTime - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal((Failure.NetworkTimeout, 1),
            ((await Assert.ThrowsAsync<TransportException>(() => waiting)).Failure, server.Connections));
    }

    [Fact]
    public async Task Silence_in_the_handshake_ends_at_the_deadline()
    {
        using SocketServer server = new(async (_, ended) =>
        {
            silent.TrySetResult();
            await SocketServer.WaitForCancellationAsync(ended);
        });
        Task<TransportResponse> waiting = Send("https", server);
        await silent.Task;
        clock.Advance(AnswerTime);

        Assert.Equal((Failure.NetworkTimeout, 1),
            ((await Assert.ThrowsAsync<TransportException>(() => waiting)).Failure, server.Connections));
    }

    [Fact]
    public async Task Single_bytes_do_not_extend_the_deadline_of_a_whole_answer()
    {
        using SemaphoreSlim written = new(0), next = new(0);
        using SocketServer server = new(async (stream, ended) =>
        {
            await SocketServer.ReadHeadAsync(stream, ended);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"u8.ToArray(), ended);
            while (true)
            {
                await next.WaitAsync(ended);
                await stream.WriteAsync("x"u8.ToArray(), ended);
                written.Release();
            }
        });
        Task<TransportResponse> waiting = Send("http", server);
        for (int quarter = 0; quarter < 4; quarter++)
        {
            Assert.False(waiting.IsCompleted);
            next.Release();
            await written.WaitAsync();
            clock.Advance(AnswerTime / 4);
        }

        Assert.Equal(Failure.NetworkTimeout, (await Assert.ThrowsAsync<TransportException>(() => waiting)).Failure);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_an_answer_and_closes_the_connection()
    {
        TaskCompletionSource closed = new();
        using SocketServer server = new(async (stream, ended) =>
        {
            await SocketServer.ReadHeadAsync(stream, ended);
            silent.TrySetResult();
            _ = await stream.ReadAsync(new byte[1], ended);
            closed.SetResult();
        });
        using CancellationTokenSource stop = new();
        Task<TransportResponse> waiting = Send("http", server, stop.Token);
        await silent.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await closed.Task;
    }

    public void Dispose() => transport.Dispose();

    private Task<TransportResponse> Send(string scheme, SocketServer server, CancellationToken cancellationToken = default)
    {
        TransportRequest call = new(HttpMethod.Get, new Uri($"{scheme}://127.0.0.1:{server.Port}/"))
        {
            Resend = ResendPolicy.Always,
            Network = new NetworkOptions { Timeout = AnswerTime },
        };
        return transport.SendAsync(call, cancellationToken);
    }
}

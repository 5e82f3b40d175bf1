using BtpEmulator;
using TokenModule.Http;

namespace TokenModule;

/// <summary>How long a call may go on before it is not sent again.</summary>
public sealed class TransferRetryTests : IClassFixture<SharedEmulator>, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ManualClock clock = new();
    private readonly HttpTransport transport;
    private readonly Emulator btp;

    public TransferRetryTests(SharedEmulator shared)
    {
        transport = new HttpTransport(clock);
        btp = shared.Btp;
        btp.Faults.Clear();
        btp.Requests.Clear();
        btp.Faults.Add(new Fault { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "5" } });
    }

    [Fact]
    public async Task A_file_that_took_longer_than_the_deadline_is_sent_again()
    {
        Assert.Equal(404, (await Call(isTransfer: true, takes: TimeSpan.FromMinutes(10))).StatusCode);
        Assert.Equal(2, btp.Requests.All.Count);
    }

    [Fact]
    public async Task An_answer_that_leaves_no_time_for_the_wait_is_the_last()
    {
        TransportException error = await Assert.ThrowsAsync<TransportException>(() => Call(isTransfer: false, takes: TimeSpan.FromSeconds(28)));

        Assert.Equal((Failure.ServerError, 1), (error.Failure, btp.Requests.All.Count));
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromSeconds(5), error.RetryAt);
    }

    [Fact]
    public async Task An_answer_that_leaves_time_for_it_is_not()
    {
        Assert.Equal(404, (await Call(isTransfer: false, takes: TimeSpan.FromSeconds(24))).StatusCode);
    }

    public void Dispose() => transport.Dispose();

    private Task<HttpAnswer> Call(bool isTransfer, TimeSpan takes)
    {
        bool isFirst = true;
        return transport.SendAsync(new HttpCall(HttpMethod.Put, new Uri(btp.Address, "/nothing"))
        {
            IsTransfer = isTransfer,
            Resend = Resend.Always,
            Network = new NetworkOptions { Timeout = Deadline, Report = Take },
        }, CancellationToken.None);

        void Take(string report)
        {
            if (isFirst)
                clock.Pass(takes);
            isFirst = false;
        }
    }
}

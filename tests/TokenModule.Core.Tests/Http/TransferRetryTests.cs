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
    public async Task File_transfer_longer_than_the_timeout_is_retried()
    {
        Assert.Equal(404, (await SendAsync(isTransfer: true, takes: TimeSpan.FromMinutes(10))).StatusCode);
        Assert.Equal(2, btp.Requests.All.Count);
    }

    [Fact]
    public async Task Error_is_not_retried_when_the_delay_exceeds_the_remaining_time()
    {
        TransportException error = await Assert.ThrowsAsync<TransportException>(() => SendAsync(isTransfer: false, takes: TimeSpan.FromSeconds(28)));

        Assert.Equal((Failure.ServerError, 1), (error.Failure, btp.Requests.All.Count));
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromSeconds(5), error.RetryAt);
    }

    [Fact]
    public async Task Error_is_retried_when_the_delay_fits_into_the_remaining_time()
    {
        Assert.Equal(404, (await SendAsync(isTransfer: false, takes: TimeSpan.FromSeconds(24))).StatusCode);
    }

    public void Dispose() => transport.Dispose();

    private Task<TransportResponse> SendAsync(bool isTransfer, TimeSpan takes)
    {
        bool isFirst = true;
        return transport.SendAsync(new TransportRequest(HttpMethod.Put, new Uri(btp.Address, "/nothing"))
        {
            IsTransfer = isTransfer,
            Resend = ResendPolicy.Always,
            Network = new NetworkOptions { Timeout = Deadline, Report = AdvanceClock },
        }, CancellationToken.None);

        void AdvanceClock(string report)
        {
            if (isFirst)
                clock.Advance(takes);
            isFirst = false;
        }
    }
}

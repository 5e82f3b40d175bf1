using BtpEmulator;
using TokenModule.Http;

namespace TokenModule;

/// <summary>Tests after which time a call is no longer repeated.</summary>
public sealed class TransferRetryTests : IClassFixture<SharedEmulator>, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TestClock clock = new();
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
        long started = clock.GetTimestamp();
        TransportRequest call = new(HttpMethod.Put, new Uri(btp.Address, "/nothing"))
        {
            Content = () => new MultipartContent { new ByteArrayContent(new byte[1000]), new ByteArrayContent(new byte[1000]) },
            IsTransfer = true,
            Resend = ResendPolicy.Always,
            Network = new NetworkOptions { Timeout = Deadline, Progress = _ => clock.Advance(TimeSpan.FromSeconds(20)) },
        };

        Assert.Equal(404, (await transport.SendAsync(call, CancellationToken.None)).StatusCode);
        Assert.Equal(2, btp.Requests.All.Count);
        Assert.True(clock.GetElapsedTime(started) > 2 * Deadline);
    }

    [Fact]
    public async Task Error_is_not_retried_when_the_delay_exceeds_the_remaining_time()
    {
        TransportException error = await Assert.ThrowsAsync<TransportException>(() => SendAsync(TimeSpan.FromSeconds(28)));

        Assert.Equal((Failure.ServerError, 1), (error.Failure, btp.Requests.All.Count));
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromSeconds(5), error.RetryAt);
    }

    [Fact]
    public async Task Error_is_retried_when_the_delay_fits_into_the_remaining_time()
    {
        Assert.Equal(404, (await SendAsync(TimeSpan.FromSeconds(24))).StatusCode);
    }

    public void Dispose() => transport.Dispose();

    private Task<TransportResponse> SendAsync(TimeSpan takes)
    {
        bool isFirst = true;
        return transport.SendAsync(new TransportRequest(HttpMethod.Put, new Uri(btp.Address, "/nothing"))
        {
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

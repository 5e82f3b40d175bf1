using BtpEmulator;
using TokenModule.Http;

namespace TokenModule;

public sealed class RequestPausesTests : IClassFixture<SharedEmulator>, IDisposable
{
    private static readonly Uri Host = new("https://a.example/x");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly TestClock clock = new() { HoldsWaits = true };
    private readonly RequestPauses pauses;
    private readonly HttpTransport transport;
    private readonly Emulator btp;

    public RequestPausesTests(SharedEmulator shared)
    {
        pauses = new RequestPauses(clock);
        transport = new HttpTransport(clock);
        btp = shared.Btp;
        btp.Faults.Clear();
        btp.Requests.Clear();
    }

    [Fact]
    public async Task Pause_delays_calls_to_its_host_until_it_ends()
    {
        pauses.AddPause(Host, Pause);
        Task held = WaitAsync(new Uri("https://a.example/another?path"));

        clock.Advance(Pause - TimeSpan.FromTicks(1));
        Assert.False(held.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));
        await held;
        Assert.True(WaitAsync(Host).IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData("https://b.example/x")]
    [InlineData("https://a.example:8443/x")]
    public void Pause_does_not_delay_calls_to_another_host(string address)
    {
        pauses.AddPause(Host, Pause);

        Assert.True(WaitAsync(new Uri(address)).IsCompletedSuccessfully);
    }

    [Fact]
    public void Pause_longer_than_the_remaining_time_does_not_delay_the_call()
    {
        pauses.AddPause(Host, TimeSpan.FromDays(1));

        Assert.True(WaitAsync(Host).IsCompletedSuccessfully);
    }

    [Fact]
    public void Longest_pause_is_used()
    {
        pauses.AddPause(Host, Pause);
        pauses.AddPause(Host, TimeSpan.FromSeconds(1));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(WaitAsync(Host).IsCompleted);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait()
    {
        pauses.AddPause(Host, Pause);
        using CancellationTokenSource stop = new();
        Task held = pauses.WaitAsync(Host, TimeSpan.FromMinutes(1), stop.Token).AsTask();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }

    [Fact]
    public async Task Pause_requested_from_one_call_delays_other_calls()
    {
        btp.Faults.Add(new Fault { Path = "/first", Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "5" } });
        Task<TransportResponse> first = SendAsync("/first");
        await clock.WaitStartedAsync();
        Task<TransportResponse>[] others = [SendAsync("/other"), SendAsync("/other"), SendAsync("/other")];
        await clock.WaitStartedAsync();
        await clock.WaitStartedAsync();
        await clock.WaitStartedAsync();

        Assert.Equal(0, btp.Requests.Count("GET", "/other"));
        clock.Advance(Pause);
        await Task.WhenAll([first, .. others]);
        Assert.Equal((2, 3), (btp.Requests.Count("GET", "/first"), btp.Requests.Count("GET", "/other")));
    }

    [Fact]
    public async Task Pause_of_one_day_fails_one_call_and_delays_no_other()
    {
        btp.Faults.Add(new Fault { Path = "/first", Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "86400" } });

        await Assert.ThrowsAsync<TransportException>(() => SendAsync("/first"));
        Assert.Equal(404, (await SendAsync("/other")).StatusCode);
    }

    public void Dispose() => transport.Dispose();

    private Task WaitAsync(Uri address) => pauses.WaitAsync(address, TimeSpan.FromMinutes(1), CancellationToken.None).AsTask();

    private Task<TransportResponse> SendAsync(string path) =>
        transport.SendAsync(new TransportRequest(HttpMethod.Get, new Uri(btp.Address, path)), CancellationToken.None);
}

using BtpEmulator;
using TokenModule.Http;

namespace TokenModule;

public sealed class RequestPausesTests : IClassFixture<SharedEmulator>, IDisposable
{
    private static readonly Uri Host = new("https://a.example/x");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly HeldClock clock = new();
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
    public async Task A_pause_holds_back_calls_to_its_host_until_it_is_over()
    {
        pauses.Ask(Host, Pause);
        Task held = Wait(new Uri("https://a.example/another?path"));

        clock.Pass(Pause - TimeSpan.FromTicks(1));
        Assert.False(held.IsCompleted);
        clock.Pass(TimeSpan.FromTicks(1));
        await held;
        Assert.True(Wait(Host).IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData("https://b.example/x")]
    [InlineData("https://a.example:8443/x")]
    public void Another_host_is_not_held_back(string address)
    {
        pauses.Ask(Host, Pause);

        Assert.True(Wait(new Uri(address)).IsCompletedSuccessfully);
    }

    [Fact]
    public void A_pause_longer_than_the_caller_has_time_does_not_hold_it_back()
    {
        pauses.Ask(Host, TimeSpan.FromDays(1));

        Assert.True(Wait(Host).IsCompletedSuccessfully);
    }

    [Fact]
    public void The_longest_pause_counts()
    {
        pauses.Ask(Host, Pause);
        pauses.Ask(Host, TimeSpan.FromSeconds(1));

        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.False(Wait(Host).IsCompleted);
    }

    [Fact]
    public async Task A_stop_ends_it()
    {
        pauses.Ask(Host, Pause);
        using CancellationTokenSource stop = new();
        Task held = pauses.WaitAsync(Host, TimeSpan.FromMinutes(1), stop.Token).AsTask();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }

    [Fact]
    public async Task What_one_call_is_told_holds_back_the_others()
    {
        btp.Faults.Add(new Fault { Path = "/first", Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "5" } });
        Task<HttpAnswer> first = Call("/first");
        await clock.WaitBegunAsync();
        Task<HttpAnswer>[] others = [Call("/other"), Call("/other"), Call("/other")];
        await clock.WaitBegunAsync();
        await clock.WaitBegunAsync();
        await clock.WaitBegunAsync();

        Assert.Equal(0, btp.Requests.Count("GET", "/other"));
        clock.Pass(Pause);
        await Task.WhenAll([first, .. others]);
        Assert.Equal((2, 3), (btp.Requests.Count("GET", "/first"), btp.Requests.Count("GET", "/other")));
    }

    [Fact]
    public async Task A_limit_for_a_day_fails_one_call_and_holds_back_none()
    {
        btp.Faults.Add(new Fault { Path = "/first", Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "86400" } });

        await Assert.ThrowsAsync<TransportException>(() => Call("/first"));
        Assert.Equal(404, (await Call("/other")).StatusCode);
    }

    public void Dispose() => transport.Dispose();

    private Task Wait(Uri address) => pauses.WaitAsync(address, TimeSpan.FromMinutes(1), CancellationToken.None).AsTask();

    private Task<HttpAnswer> Call(string path) => transport.SendAsync(new HttpCall(HttpMethod.Get, new Uri(btp.Address, path)), CancellationToken.None);
}

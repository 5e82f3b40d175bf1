using System.Net;
using System.Net.Sockets;
using TokenModule.Http;

namespace TokenModule;

public sealed class ConnectionRaceTests
{
    private static readonly IPAddress Six = IPAddress.Parse("2001:db8::1");
    private static readonly IPAddress OtherSix = IPAddress.Parse("2001:db8::2");
    private static readonly IPAddress Four = IPAddress.Parse("192.0.2.1");

    private readonly TestClock clock = new() { HoldsWaits = true };
    private readonly List<IPAddress> attempts = [];
    private readonly Dictionary<IPAddress, TaskCompletionSource<Connection>> results = [];

    [Fact]
    public async Task Silent_address_delays_the_next_one_by_a_quarter_of_a_second()
    {
        Task<Connection> race = ConnectAsync(Six, Four);
        await clock.WaitStartedAsync();
        Assert.Equal([Six], attempts);

        clock.Advance(TimeSpan.FromMilliseconds(250));
        results[Four].SetResult(new Connection());

        Assert.Same(await results[Four].Task, await race);
        Assert.Equal([Six, Four], attempts);
    }

    [Fact]
    public async Task Refused_address_starts_the_next_one_at_once()
    {
        Task<Connection> race = ConnectAsync(Six, Four);
        results[Six].SetException(new SocketException((int)SocketError.NetworkUnreachable));
        results[Four].SetResult(new Connection());

        Assert.Same(await results[Four].Task, await race);
    }

    [Fact]
    public async Task Families_alternate()
    {
        Task<Connection> race = ConnectAsync(Six, OtherSix, Four);
        results[Six].SetException(new SocketException((int)SocketError.ConnectionRefused));
        results[Four].SetResult(new Connection());
        await race;

        Assert.Equal([Six, Four], attempts);
    }

    [Fact]
    public async Task Connection_that_loses_is_closed()
    {
        Connection late = new();
        Task<Connection> race = ConnectAsync(Six, Four);
        await clock.WaitStartedAsync();
        clock.Advance(TimeSpan.FromMilliseconds(250));
        results[Four].SetResult(new Connection());
        Connection winner = await race;

        results[Six].SetResult(late);

        await late.Closed;
        Assert.False(winner.Closed.IsCompleted);
    }

    [Fact]
    public async Task All_addresses_are_named_when_none_responds()
    {
        Task<Connection> race = ConnectAsync(Six, Four);
        results[Six].SetException(new SocketException((int)SocketError.NetworkUnreachable));
        results[Four].SetException(new SocketException((int)SocketError.ConnectionRefused));

        UnreachableHostException error = await Assert.ThrowsAsync<UnreachableHostException>(() => race);

        Assert.Equal(SocketError.ConnectionRefused, error.SocketErrorCode);
        Assert.Equal([Six, Four], error.Addresses);
        TransportRequest call = new(HttpMethod.Get, new Uri("https://host.example/path"));
        string message = NetworkFault.CreateException(call, new HttpRequestException("failed", error), attempts: 1).Message;
        Assert.Contains("the connection was refused (addresses tried: 2001:db8::1, 192.0.2.1)", message);
    }

    [Fact]
    public async Task Cancellation_ends_the_race()
    {
        using CancellationTokenSource stop = new();
        Task<Connection> race = ConnectionRace.ConnectAsync([Six, Four], StartAsync, clock, stop.Token);
        await clock.WaitStartedAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => race);
    }

    private Task<Connection> ConnectAsync(params IPAddress[] addresses)
    {
        foreach (IPAddress address in addresses)
        {
            results[address] = new TaskCompletionSource<Connection>();
        }

        return ConnectionRace.ConnectAsync(addresses, StartAsync, clock, CancellationToken.None);
    }

    private Task<Connection> StartAsync(IPAddress address, CancellationToken cancellationToken)
    {
        attempts.Add(address);
        return results.TryGetValue(address, out TaskCompletionSource<Connection>? result)
            ? result.Task
            : new TaskCompletionSource<Connection>().Task.WaitAsync(cancellationToken);
    }

    private sealed class Connection : IDisposable
    {
        private readonly TaskCompletionSource closed = new();

        public Task Closed => closed.Task;

        public void Dispose() => closed.TrySetResult();
    }
}

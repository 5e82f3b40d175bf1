using System.Net;
using System.Net.Sockets;
using TokenModule.Http;

namespace TokenModule;

public sealed class TcpConnectionTests
{
    [LinuxFact("Other systems refuse a connection when the queue of the listener is full.")]
    public async Task A_host_that_does_not_accept_a_connection_is_unreachable_after_ten_seconds()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(backlog: 0);
        using Socket queued = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await queued.ConnectAsync(listener.LocalEndPoint!);
        TestClock clock = new();
        using HttpTransport transport = new(clock);
        TransportRequest call =
            new(HttpMethod.Get, new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/")) { Resend = ResendPolicy.Never };

        Task<TransportResponse> waiting = transport.SendAsync(call, CancellationToken.None);
        await clock.DeadlineStartedAsync();
        await clock.DeadlineStartedAsync();
        clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));

        TransportException error = await Assert.ThrowsAsync<TransportException>(() => waiting);
        Assert.Equal(Failure.NetworkUnreachable, error.Failure);
    }

    [Fact]
    public async Task Host_whose_first_address_is_closed_is_reached_at_its_second_address()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;

        using Socket connected = await ConnectionRace.ConnectAsync(
            [IPAddress.IPv6Loopback, IPAddress.Loopback],
            (address, cancellationToken) => TcpConnection.ConnectAsync(address, port, cancellationToken),
            new TestClock { HoldsWaits = true },
            CancellationToken.None);

        Assert.Equal(listener.LocalEndPoint, connected.RemoteEndPoint);
    }
}

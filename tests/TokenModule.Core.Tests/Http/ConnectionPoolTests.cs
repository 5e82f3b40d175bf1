namespace TokenModule.Http;

public sealed class ConnectionPoolTests
{
    [Fact]
    public void Host_with_a_new_address_is_found_within_two_minutes()
    {
        using SocketsHttpHandler connections =
            (SocketsHttpHandler)ConnectionPool.Create(ProxyServer.MachineDefault, certificate: null, TimeProvider.System);

        Assert.InRange(connections.PooledConnectionLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
    }
}

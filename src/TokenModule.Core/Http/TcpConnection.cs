using System.Net;
using System.Net.Sockets;

namespace TokenModule.Http;

/// <summary>
/// Opens TCP connections with a separate timeout. A host that does not accept connections is an error sooner than a slow response.
/// </summary>
internal static class TcpConnection
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <exception cref="SocketException">
    /// The connection was refused, the host is unknown, or it was not reached within the timeout.
    /// </exception>
    public static async ValueTask<Stream> OpenAsync(
        SocketsHttpConnectionContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        (string host, int port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        IPAddress[] addresses = [];
        using Deadline deadline = new(ConnectTimeout, clock, cancellationToken);
        try
        {
            addresses = await Dns.GetHostAddressesAsync(host, deadline.Token).ConfigureAwait(false);
            Socket socket = addresses.Length == 1
                ? await ConnectAsync(addresses[0], port, deadline.Token).ConfigureAwait(false)
                : await ConnectionRace
                    .ConnectAsync(addresses, (address, token) => ConnectAsync(address, port, token), clock, deadline.Token)
                    .ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UnreachableHostException(addresses, new SocketException((int)SocketError.TimedOut));
        }
    }

    /// <exception cref="SocketException">The address does not accept the connection.</exception>
    public static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        bool isConnected = false;
        try
        {
            await socket.ConnectAsync(address, port, cancellationToken).ConfigureAwait(false);
            isConnected = true;
            return socket;
        }
        finally
        {
            if (!isConnected)
                socket.Dispose();
        }
    }
}

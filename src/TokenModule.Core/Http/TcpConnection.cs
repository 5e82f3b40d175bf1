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
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using Deadline deadline = new(ConnectTimeout, clock, cancellationToken);
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, deadline.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }
}

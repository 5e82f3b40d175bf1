using System.Net.Sockets;

namespace TokenModule;

/// <summary>A wait for a connection that can be cancelled, which netstandard2.0 lacks.</summary>
internal static class SocketExtensions
{
    public static Task<TcpClient> AcceptTcpClientAsync(this TcpListener listener, CancellationToken cancellationToken)
    {
        return listener.AcceptTcpClientAsync().WaitAsync(cancellationToken);
    }
}

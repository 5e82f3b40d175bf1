using System.Net.Sockets;

namespace TokenModule;

/// <summary>Accepts connections with cancellation, which netstandard2.0 cannot do.</summary>
internal static class SocketExtensions
{
    public static Task<TcpClient> AcceptTcpClientAsync(this TcpListener listener, CancellationToken cancellationToken)
    {
        return listener.AcceptTcpClientAsync().WaitAsync(cancellationToken);
    }
}

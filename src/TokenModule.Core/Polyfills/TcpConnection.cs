namespace TokenModule.Http;

/// <summary>.NET Framework opens its connections itself and never asks for this.</summary>
internal static class TcpConnection
{
    public static ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        throw new PlatformNotSupportedException();
    }
}

internal sealed class SocketsHttpConnectionContext;

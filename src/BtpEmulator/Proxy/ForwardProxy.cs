using System.Net;
using System.Net.Sockets;

namespace BtpEmulator.Proxy;

/// <summary>
/// An HTTP proxy in front of the emulator. Clients reach the landscape's host names only through it, because DNS does not resolve them.
/// </summary>
internal sealed class ForwardProxy(Landscape landscape, ProxyLog log) : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private Task accepting = Task.CompletedTask;

    public Uri Start()
    {
        listener.Start();
        // Runs without the caller's synchronization context, which may have only one thread and block it.
        accepting = Task.Run(AcceptAsync);
        return new Uri($"http://{listener.LocalEndpoint}");
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        await accepting;
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(stopping.Token);
                connections.RemoveAll(connection => connection.IsCompleted);
                connections.Add(new ProxyConnection(landscape, log, client).ServeAsync(stopping.Token));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }
}

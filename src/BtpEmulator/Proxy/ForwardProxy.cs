using System.Net;
using System.Net.Sockets;

namespace BtpEmulator;

/// <summary>An HTTP proxy in front of the emulator, the only way to its landscape for clients without a name server of their own.</summary>
internal sealed class ForwardProxy(Landscape landscape, ProxyLog log) : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private Task accepting = Task.CompletedTask;

    public Uri Start()
    {
        listener.Start();
        // Away from the caller's context, which may have one thread and block it.
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
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
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

using System.Net;
using System.Net.Sockets;

namespace TokenModule;

/// <summary>A server that runs a function of the test for each connection.</summary>
internal sealed class SocketServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private int connections;

    public SocketServer(Func<NetworkStream, CancellationToken, Task> serve)
    {
        listener.Start();
        _ = AcceptAsync(serve);
    }

    /// <summary>Creates a server that reads the headers of a request, writes the start of a response and then stops sending.</summary>
    /// <param name="start">The start of the response, possibly empty.</param>
    /// <param name="silent">Completes when the server stops sending.</param>
    public static SocketServer FallSilentAfter(string start, TaskCompletionSource silent)
    {
        return new SocketServer(async (stream, ended) =>
        {
            await ReadHeadAsync(stream, ended);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(start), ended);
            silent.TrySetResult();
            await WaitForCancellationAsync(ended);
        });
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections => connections;

    /// <summary>Keeps the connection open without sending anything.</summary>
    public static Task WaitForCancellationAsync(CancellationToken ended) => Task.Delay(Timeout.Infinite, ended);

    /// <summary>Reads a request for a token to the end of its body.</summary>
    public static Task ReadRequestAsync(Stream stream, CancellationToken ended) => ReadToAsync(stream, "grant_type", ended);

    /// <summary>Reads a request to the end of its headers.</summary>
    /// <returns>The bytes that were read.</returns>
    public static Task<string> ReadHeadAsync(Stream stream, CancellationToken ended) => ReadToAsync(stream, "\r\n\r\n", ended);

    public void Dispose()
    {
        ended.Cancel();
        listener.Stop();
    }

    /// <returns>The request line and the headers.</returns>
    /// <exception cref="IOException">The client closed the connection.</exception>
    private static async Task<string> ReadToAsync(Stream stream, string end, CancellationToken ended)
    {
        byte[] buffer = new byte[16384];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), ended);
            length += read;
            string text = System.Text.Encoding.ASCII.GetString(buffer, 0, length);
            if (text.Contains(end, StringComparison.Ordinal))
                return text;
            if (read == 0)
                throw new IOException("The client closed the connection.");
        }
    }

    private async Task AcceptAsync(Func<NetworkStream, CancellationToken, Task> serve)
    {
        while (!ended.IsCancellationRequested)
        {
            TcpClient client = await listener.AcceptTcpClientAsync(ended.Token);
            Interlocked.Increment(ref connections);
            _ = ServeAsync(client, serve);
        }
    }

    private async Task ServeAsync(TcpClient client, Func<NetworkStream, CancellationToken, Task> serve)
    {
        using (client)
        {
            try
            {
                await serve(client.GetStream(), ended.Token);
            }
            catch (IOException)
            {
                // The client closed the connection.
            }
            catch (System.Security.Authentication.AuthenticationException)
            {
                // The client rejected the certificate.
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace TokenModule;

/// <summary>A server that records the first line of each request, and returns the body that a test sets for its path.</summary>
public sealed class RecordingServer : IDisposable
{
    private readonly SocketServer server;

    public RecordingServer()
    {
        server = new SocketServer(ServeAsync);
    }

    public string Origin => $"http://127.0.0.1:{server.Port}";

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The bodies of the responses, by path.</summary>
    public ConcurrentDictionary<string, string> Bodies { get; } = new();

    /// <summary>The status of the response for a path without a body.</summary>
    public string Otherwise { get; set; } = "200 OK";

    public void Dispose() => server.Dispose();

    private async Task ServeAsync(NetworkStream stream, CancellationToken ended)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync(ended) is { } line)
        {
            Requests.Enqueue(line);
            while (await reader.ReadLineAsync(ended) is { Length: > 0 })
            {
            }

            bool isThere = Bodies.TryGetValue(line.Split(' ')[1], out string? body);
            byte[] content = Encoding.UTF8.GetBytes(body ?? "{}");
            string status = isThere ? "200 OK" : Otherwise;
            string head = $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {content.Length}\r\n\r\n";
            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. content], ended);
        }
    }
}

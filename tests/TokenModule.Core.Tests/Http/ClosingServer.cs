using System.Collections.Concurrent;
using System.Text;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>A server that closes connections and counts the requests that it received.</summary>
internal sealed class ClosingServer : IDisposable
{
    public const string BeforeAnyByte = "";
    public const string AfterHeaders = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";
    public const string InsideBody = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";

    private readonly ConcurrentQueue<string> requests = new();
    private readonly SocketServer server;
    private int left;

    /// <param name="response">The response after which the server closes the connection.</param>
    /// <param name="answered">The number of normal responses before that response.</param>
    public ClosingServer(string response, int answered = 0)
    {
        left = answered;
        server = new SocketServer((stream, ended) => ServeAsync(stream, response, ended));
    }

    /// <summary>The request line and headers of each request.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public int Port => server.Port;

    public async Task CallApiAsync(HttpTransport transport, string method, int retries, RequestBody? body = null)
    {
        BtpApiClient api = new(new ScriptedTokenSource(new TestClock()), transport);
        BtpApiRequest request =
            new(new HttpMethod(method), new Uri($"http://127.0.0.1:{Port}/x"), TokenRequest.FromKey(TestServiceKeys.CreateForClient()))
        {
            Body = body,
            Network = new NetworkOptions { MaximumRetryCount = retries },
        };
        await api.SendAsync(request, CancellationToken.None);
    }

    public void Dispose() => server.Dispose();

    private async Task ServeAsync(Stream stream, string response, CancellationToken ended)
    {
        while (true)
        {
            requests.Enqueue(await SocketServer.ReadHeadAsync(stream, ended));
            if (Interlocked.Decrement(ref left) < 0)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(response), ended);
                return;
            }

            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray(), ended);
        }
    }
}

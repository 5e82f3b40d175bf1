using System.Net;
using System.Net.Sockets;
using System.Text;
using TokenModule.Http;

namespace TokenModule.Tokens.SignIn;

/// <summary>Waits on this machine for the browser to come back from a sign-in (RFC 8252, 7.3). Only this machine can reach it.</summary>
internal sealed class RedirectListener : IDisposable
{
    private const int LongestHead = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly TimeProvider clock;

    /// <param name="clock">Measures how long a connection may stay silent.</param>
    public RedirectListener(TimeProvider clock)
    {
        this.clock = clock;
        listener.Start();
        // The name and not the number: it is what clients of XSUAA are registered with.
        Address = new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public Uri Address { get; }

    /// <returns>The parameters that the browser brings.</returns>
    public async Task<IReadOnlyDictionary<string, string>> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using TcpClient browser = await listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false);
            using NetworkStream stream = browser.GetStream();
            string target = await ReadTargetAsync(stream, cancellationToken).ConfigureAwait(false) ?? string.Empty;
            Dictionary<string, string> parameters = ParseParameters(target);
            bool isAnswer = parameters.ContainsKey("code") || parameters.ContainsKey("error");
            WriteResponse(stream, isAnswer);
            if (isAnswer)
                return parameters;
        }
    }

    public void Dispose() => listener.Stop();

    // The target of the request line (RFC 9112, 3), once the whole head has come.
    private async Task<string?> ReadTargetAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        // Browsers connect in advance and say nothing; one that does must not keep the others waiting.
        using Deadline patience = new(Patience, clock, cancellationToken);
        byte[] head = new byte[LongestHead];
        int length = 0;
        try
        {
            while (length < head.Length)
            {
                int read = await stream.ReadAsync(head.AsMemory(length), patience.Token).ConfigureAwait(false);
                length += read;
                string text = Encoding.ASCII.GetString(head, 0, length);
                if (text.Contains("\r\n\r\n"))
                    return text.StartsWith("GET ", StringComparison.Ordinal) ? text.Split(' ')[1] : null;
                if (read == 0)
                    return null;
            }
        }
        catch (IOException)
        {
            // It went away.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It kept still.
        }

        return null;
    }

    private static Dictionary<string, string> ParseParameters(string target)
    {
        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        foreach (string pair in target.Substring(target.IndexOf('?') + 1).Split('&'))
        {
            int equals = pair.IndexOf('=');
            if (equals > 0)
                parameters[Uri.UnescapeDataString(pair.Substring(0, equals))] = Uri.UnescapeDataString(pair.Substring(equals + 1).Replace('+', ' '));
        }

        return parameters;
    }

    private static void WriteResponse(NetworkStream stream, bool isAnswer)
    {
        const string Page = "<!doctype html><meta charset=utf-8><title>Signed in</title><p>The sign-in is done here. You can close this page and go back to PowerShell.";
        string answer = isAnswer
            ? $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCache-Control: no-store\r\nContent-Length: {Page.Length}\r\nConnection: close\r\n\r\n{Page}"
            : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        byte[] bytes = Encoding.ASCII.GetBytes(answer);
        try
        {
            stream.Write(bytes, 0, bytes.Length);
        }
        catch (IOException)
        {
            // The browser has closed the page already; what it brought is here.
        }
    }
}

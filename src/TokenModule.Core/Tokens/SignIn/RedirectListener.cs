using System.Net;
using System.Net.Sockets;
using System.Text;
using TokenModule.Http;

namespace TokenModule.Tokens.SignIn;

/// <summary>
/// Waits for the redirect that ends a sign-in with the browser (RFC 8252 section 7.3). Only programs on this computer can connect to it.
/// </summary>
internal sealed class RedirectListener : IDisposable
{
    private const int MaximumHeadLength = 16 * 1024;

    private static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(2);

    private readonly TcpListener listener;
    private readonly TimeProvider clock;

    /// <param name="port">The port, or 0 for any free port.</param>
    /// <param name="clock">Measures how long a connection may stay silent.</param>
    /// <exception cref="TokenRequestException">The port is in use.</exception>
    public RedirectListener(int port, TimeProvider clock)
    {
        this.clock = clock;
        listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new TokenRequestException(
                Failure.RequestInvalid,
                $"The port {port} of this computer cannot be used for the redirect of the browser.",
                "Pass another port with -RedirectPort, or omit it.",
                innerException: e);
        }

        // Clients of XSUAA are registered with the name localhost, not with the address 127.0.0.1.
        Address = new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public Uri Address { get; }

    /// <returns>The query parameters of the redirect.</returns>
    public async Task<IReadOnlyDictionary<string, string>> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using TcpClient browser = await listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false);
            using NetworkStream stream = browser.GetStream();
            string target = await ReadTargetAsync(stream, cancellationToken).ConfigureAwait(false) ?? string.Empty;
            Dictionary<string, string> parameters = ParseParameters(target);
            bool isRedirect = parameters.ContainsKey("code") || parameters.ContainsKey("error");
            WriteResponse(stream, isRedirect);
            if (isRedirect)
                return parameters;
        }
    }

    public void Dispose() => listener.Stop();

    // Returns the target of the request line (RFC 9112 section 3) after the complete head has arrived.
    private async Task<string?> ReadTargetAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        // Browsers open connections in advance and send nothing. A silent connection must not block the others.
        using Deadline deadline = new(SilenceTimeout, clock, cancellationToken);
        byte[] head = new byte[MaximumHeadLength];
        int length = 0;
        try
        {
            while (length < head.Length)
            {
                int read = await stream.ReadAsync(head.AsMemory(length), deadline.Token).ConfigureAwait(false);
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
            // The browser closed the connection.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The browser sent nothing in time.
        }

        return null;
    }

    private static Dictionary<string, string> ParseParameters(string target)
    {
        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        foreach (string pair in target.Substring(target.IndexOf('?') + 1).Split('&'))
        {
            int equals = pair.IndexOf('=');
            if (equals <= 0)
                continue;

            string name = Uri.UnescapeDataString(pair.Substring(0, equals));
            parameters[name] = Uri.UnescapeDataString(pair.Substring(equals + 1).Replace('+', ' '));
        }

        return parameters;
    }

    private static void WriteResponse(NetworkStream stream, bool isRedirect)
    {
        const string Page = "<!doctype html><meta charset=utf-8><title>Signed in</title>"
            + "<p>The sign-in is complete. You can close this page and return to PowerShell.";
        string response = isRedirect
            ? $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCache-Control: no-store\r\nContent-Length: {Page.Length}\r\n"
                + $"Connection: close\r\n\r\n{Page}"
            : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        byte[] bytes = Encoding.ASCII.GetBytes(response);
        try
        {
            stream.Write(bytes, 0, bytes.Length);
        }
        catch (IOException)
        {
            // The browser has already closed the page. Its parameters were read before.
        }
    }
}

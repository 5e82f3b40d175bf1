using System.Net.Sockets;
using System.Text;
using BtpEmulator.Tls;

namespace BtpEmulator.Proxy;

/// <summary>A connection to the proxy: one request, then bytes in both directions.</summary>
internal sealed class ProxyConnection(Landscape landscape, ProxyLog log, TcpClient client)
{
    private const string User = "proxy";

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        using (client)
        {
            try
            {
                await RespondAsync(cancellationToken);
            }
            catch (IOException)
            {
                // When one side of the tunnel breaks, the other side must break, too.
                Reset();
            }
            catch (SocketException)
            {
                Reset();
            }
            catch (OperationCanceledException)
            {
                Reset();
            }
        }
    }

    private void Reset() => client.Client.Close(0);

    private async Task RespondAsync(CancellationToken cancellationToken)
    {
        NetworkStream stream = client.GetStream();
        if (await ProxyRequest.ReadAsync(stream, cancellationToken) is not { } request) return;
        log.Add(request.ToString());
        if (!IsAuthorized(request))
        {
            await RefuseAsync(
                stream, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"BTP emulator\"\r\n", cancellationToken);
        }
        else if (request.GetTunnelHost() is { } host && LandscapeHosts.Contains(host))
        {
            using TcpClient server = await ConnectAsync(landscape.TlsAddress, cancellationToken);
            await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), cancellationToken);
            await server.GetStream().WriteAsync(request.Rest, cancellationToken);
            await PipeAsync(stream, server.GetStream(), cancellationToken);
        }
        else if (request.IsPlain)
        {
            using TcpClient server = await ConnectAsync(landscape.Address, cancellationToken);
            await server.GetStream().WriteAsync(request.ToForwardedHead(), cancellationToken);
            await server.GetStream().WriteAsync(request.Rest, cancellationToken);
            await PipeAsync(stream, server.GetStream(), cancellationToken);
        }
        else await RefuseAsync(stream, "502 Bad Gateway", "", cancellationToken);
    }

    private bool IsAuthorized(ProxyRequest request)
    {
        if (landscape.Settings.ProxyPassword is not { } password) return true;
        string expected = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{password}"))}";
        return expected.Equals(request.Authorization, StringComparison.Ordinal);
    }

    private static async Task RefuseAsync(Stream stream, string status, string header, CancellationToken cancellationToken) =>
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{header}Content-Length: 0\r\nConnection: close\r\n\r\n"), cancellationToken);

    private static async Task<TcpClient> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        TcpClient server = new() { NoDelay = true };
        try
        {
            await server.ConnectAsync("127.0.0.1", address.Port, cancellationToken);
        }
        catch (SocketException)
        {
            server.Dispose();
            throw;
        }

        return server;
    }

    private static async Task PipeAsync(NetworkStream client, NetworkStream server, CancellationToken cancellationToken)
    {
        using CancellationTokenSource broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(CopyAsync(client, server, broken), CopyAsync(server, client, broken));
    }

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, CancellationTokenSource broken)
    {
        try
        {
            await from.CopyToAsync(to, broken.Token);
            to.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (IOException)
        {
            await broken.CancelAsync();
            throw;
        }
    }
}

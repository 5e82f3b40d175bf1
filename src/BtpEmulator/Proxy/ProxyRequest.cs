using System.Text;

namespace BtpEmulator.Proxy;

/// <summary>The head of a request to the proxy, and the bytes received after it.</summary>
/// <param name="Method">The method of the request line.</param>
/// <param name="Target">The request target: an authority for CONNECT, otherwise an absolute URL.</param>
/// <param name="Headers">The header lines as sent.</param>
/// <param name="Rest">The start of the body.</param>
internal sealed record ProxyRequest(string Method, string Target, IReadOnlyList<string> Headers, ReadOnlyMemory<byte> Rest)
{
    private const int Limit = 16 * 1024;
    private const string Http = "http://";

    public bool IsPlain => Target.StartsWith(Http, StringComparison.OrdinalIgnoreCase);

    public string? Authorization => Headers
        .Where(header => header.StartsWith("Proxy-Authorization:", StringComparison.OrdinalIgnoreCase))
        .Select(header => header["Proxy-Authorization:".Length..].Trim())
        .FirstOrDefault();

    /// <summary>Reads the head of a request. Returns null when the client disconnects or sends an invalid request.</summary>
    public static async Task<ProxyRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] received = new byte[Limit];
        for (int length = 0; length < Limit;)
        {
            int count = await stream.ReadAsync(received.AsMemory(length), cancellationToken);
            if (count is 0) return null;
            length += count;
            int end = received.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0) return ParseOrDefault(Encoding.Latin1.GetString(received, 0, end), received.AsMemory(end + 4, length - end - 4));
        }

        return null;
    }

    /// <summary>Returns the host of a CONNECT request to port 443; otherwise null.</summary>
    public string? GetTunnelHost() =>
        Method is "CONNECT" && Target.EndsWith(":443", StringComparison.Ordinal) ? Target[..^":443".Length] : null;

    /// <summary>Creates the head to forward, without the headers for the proxy.</summary>
    /// <remarks>The forwarded request closes its connection after one response, so that the proxy sees the next request, too.</remarks>
    public byte[] ToForwardedHead()
    {
        string path = Target.IndexOf('/', Http.Length) is >= 0 and int start ? Target[start..] : "/";
        IEnumerable<string> kept = Headers.Where(header =>
            !header.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
            && !header.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)
            && !header.StartsWith("Keep-Alive:", StringComparison.OrdinalIgnoreCase));
        return Encoding.Latin1.GetBytes(string.Join("\r\n", [$"{Method} {path} HTTP/1.1", .. kept, "Connection: close", "", ""]));
    }

    public override string ToString() => $"{Method} {Target}";

    private static ProxyRequest? ParseOrDefault(string head, ReadOnlyMemory<byte> rest)
    {
        string[] lines = head.Split("\r\n");
        return lines[0].Split(' ') is [string method, string target, _] ? new ProxyRequest(method, target, lines[1..], rest) : null;
    }
}

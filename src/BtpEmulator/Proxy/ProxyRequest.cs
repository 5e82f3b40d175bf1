using System.Text;

namespace BtpEmulator;

/// <summary>The head of a request to the proxy, and what was received after it.</summary>
/// <param name="Method">The method of the request line.</param>
/// <param name="Target">Its target: an authority for CONNECT, otherwise an absolute URL.</param>
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

    /// <summary>Null when the client left, or sent something else than a request.</summary>
    public static async Task<ProxyRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var received = new byte[Limit];
        for (var length = 0; length < Limit;)
        {
            var count = await stream.ReadAsync(received.AsMemory(length), cancellationToken);
            if (count is 0) return null;
            length += count;
            var end = received.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0) return ParseOrDefault(Encoding.Latin1.GetString(received, 0, end), received.AsMemory(end + 4, length - end - 4));
        }

        return null;
    }

    /// <summary>The host, when the target is an authority with the port of https.</summary>
    public string? GetTunnelHost() =>
        Method is "CONNECT" && Target.EndsWith(":443", StringComparison.Ordinal) ? Target[..^":443".Length] : null;

    /// <summary>The head to send on, without what was meant for the proxy.</summary>
    /// <remarks>It closes the connection after one answer, so that the next request passes the proxy again.</remarks>
    public byte[] ToForwardedHead()
    {
        var path = Target.IndexOf('/', Http.Length) is >= 0 and var start ? Target[start..] : "/";
        var kept = Headers.Where(header =>
            !header.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
            && !header.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)
            && !header.StartsWith("Keep-Alive:", StringComparison.OrdinalIgnoreCase));
        return Encoding.Latin1.GetBytes(string.Join("\r\n", [$"{Method} {path} HTTP/1.1", .. kept, "Connection: close", "", ""]));
    }

    public override string ToString() => $"{Method} {Target}";

    private static ProxyRequest? ParseOrDefault(string head, ReadOnlyMemory<byte> rest)
    {
        var lines = head.Split("\r\n");
        return lines[0].Split(' ') is [var method, var target, _] ? new ProxyRequest(method, target, lines[1..], rest) : null;
    }
}

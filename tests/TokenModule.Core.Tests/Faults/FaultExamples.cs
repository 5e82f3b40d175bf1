using System.Globalization;
using System.IO.Compression;

namespace TokenModule;

/// <summary>Creates faults of the response of any server, by name. A number is a status without a body.</summary>
internal static class FaultExamples
{
    private const string Elsewhere = "https://elsewhere.example/";

    /// <param name="name">The name of the fault.</param>
    /// <param name="validBody">The body of the response without the fault.</param>
    public static Fault Create(string name, string validBody) => name switch
    {
        "reset before the answer" => new Fault { Abort = true },
        "closed inside the answer" => new Fault { Body = validBody, Truncate = true },
        "garbage" => new Fault { Raw = "\u0001\u0002garbage\r\n\r\n" },
        "bad status line" => new Fault { Raw = "HTTP/1.1 abc OK\r\n\r\n" },
        "bad chunk" => new Fault { Raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" },
        "two lengths" => new Fault { Raw = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde" },
        "shorter than its length" => new Fault { Raw = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + validBody },
        "header of 200 KB" => new Fault { Raw = $"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 200_000)}\r\n\r\n" },
        "truncated gzip" => CreateCompressed(System.Text.Encoding.UTF8.GetBytes(validBody), cut: 4),
        "compressed in another way" => CreateWithHeader(200, "Content-Encoding", "br") with { Body = validBody },
        "redirect 302" => CreateWithHeader(302, "Location", Elsewhere),
        "redirect 303" => CreateWithHeader(303, "Location", Elsewhere),
        "redirect 307" => CreateWithHeader(307, "Location", Elsewhere),
        "redirect to a file" => CreateWithHeader(302, "Location", "file:///etc/passwd"),
        "503 with Retry-After" => CreateWithRetryAfter(503, "1"),
        "429 with seconds" => CreateWithRetryAfter(429, "1"),
        "429 with a date" => CreateWithRetryAfter(429, new DateTimeOffset(2026, 11, 20, 12, 0, 1, TimeSpan.Zero).ToString("r")),
        "429 without Retry-After" => new Fault { Status = 429 },
        "429 with garbage" => CreateWithRetryAfter(429, "soon"),
        "429 with a negative number" => CreateWithRetryAfter(429, "-5"),
        "429 with SAP's reset" => Reset(TimeSpan.FromSeconds(2)),
        "429 with SAP's reset in a day" => Reset(TimeSpan.FromDays(1)),
        "429 with a day" => CreateWithRetryAfter(429, "86400"),
        _ => new Fault { Status = int.Parse(name, CultureInfo.InvariantCulture) },
    };

    public static Fault CreateWithHeader(int status, string header, string value) =>
        new() { Status = status, Headers = new Dictionary<string, string> { [header] = value } };

    public static Fault CreateWithRetryAfter(int status, string retryAfter) => CreateWithHeader(status, "Retry-After", retryAfter);

    /// <param name="body">The uncompressed body.</param>
    /// <param name="cut">The number of missing bytes at the end.</param>
    public static Fault CreateCompressed(byte[] body, int cut)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return new Fault { BodyBytes = compressed.ToArray().AsMemory(0, (int)compressed.Length - cut), Headers = new Dictionary<string,
            string> { ["Content-Encoding"] = "gzip", ["Content-Type"] = "application/json" } };
    }

    // The time comes from the server's Date header, so that the client's clock does not matter.
    private static Fault Reset(TimeSpan after)
    {
        DateTimeOffset now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        string end = now.Add(after).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return new Fault { Status = 429, Headers = new Dictionary<string,
            string> { ["Date"] = now.ToString("r"), ["X-Ratelimit-Reset"] = end } };
    }
}

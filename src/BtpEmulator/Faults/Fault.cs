namespace BtpEmulator;

/// <summary>How to misbehave towards the next requests that match.</summary>
/// <remarks>
/// The delay comes first. Then the first of these that is set decides: <see cref="Abort"/>, <see cref="Raw"/>,
/// <see cref="Status"/> or <see cref="Body"/>; with none of them the real answer follows.
/// </remarks>
public sealed record Fault
{
    /// <summary>The method to match; null matches any.</summary>
    public string? Method { get; init; }

    /// <summary>The start of the path to match.</summary>
    public string Path { get; init; } = "/";

    /// <summary>A parameter the query has to hold, as it was sent, for example <c>pageNum=3</c>; null matches any.</summary>
    public string? Query { get; init; }

    /// <summary>How many requests it is for.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The status to answer with; 200 when only a body is given.</summary>
    public int? Status { get; init; }

    /// <summary>Headers of the answer, for example <c>Retry-After</c> or <c>Location</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body of the answer, sent as UTF-8.</summary>
    public string? Body { get; init; }

    /// <summary>The body as bytes (base64 in JSON), where text will not do; goes before <see cref="Body"/>.</summary>
    public ReadOnlyMemory<byte>? BodyBytes { get; init; }

    /// <summary>Seconds to stall before the answer; ends early when the client gives up.</summary>
    public double DelaySeconds { get; init; }

    /// <summary>Whether to reset the connection instead of answering.</summary>
    public bool Abort { get; init; }

    /// <summary>Whether to break the connection halfway through the body of this answer, or of the real one.</summary>
    public bool Truncate { get; init; }

    /// <summary>Bytes to put on the connection instead of an HTTP answer, status line and all; it is closed after them.</summary>
    public string? Raw { get; init; }

    /// <summary>Sends <see cref="Body"/> or <see cref="Raw"/> this slowly, a byte at a time.</summary>
    public double? BytesPerSecond { get; init; }
}

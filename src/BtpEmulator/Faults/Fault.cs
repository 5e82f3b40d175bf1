namespace BtpEmulator.Faults;

/// <summary>A fault that the next matching requests receive.</summary>
/// <remarks>
/// The delay comes first. Then the first of these that is set applies: <see cref="Abort"/>, <see cref="Raw"/>,
/// <see cref="Status"/> or <see cref="Body"/>. When none is set, the regular response follows.
/// </remarks>
public sealed record Fault
{
    /// <summary>The method to match; null matches any.</summary>
    public string? Method { get; init; }

    /// <summary>The start of the path to match.</summary>
    public string Path { get; init; } = "/";

    /// <summary>A pattern for the whole path, in which <c>*</c> matches any text; null matches any path.</summary>
    public string? PathPattern { get; init; }

    /// <summary>A parameter that the raw query must contain, for example <c>pageNum=3</c>; null matches any.</summary>
    public string? Query { get; init; }

    /// <summary>The number of requests that receive the fault.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The response status; 200 when only a body is set.</summary>
    public int? Status { get; init; }

    /// <summary>Response headers, for example <c>Retry-After</c> or <c>Location</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The response body, sent as UTF-8.</summary>
    public string? Body { get; init; }

    /// <summary>The response body as bytes (base64 in JSON). Takes precedence over <see cref="Body"/>.</summary>
    public ReadOnlyMemory<byte>? BodyBytes { get; init; }

    /// <summary>The delay before the response in seconds. It ends early when the client disconnects.</summary>
    public double DelaySeconds { get; init; }

    /// <summary>Whether to reset the connection instead of responding.</summary>
    public bool Abort { get; init; }

    /// <summary>Whether to close the connection after half of the body, of this response or of the regular one.</summary>
    public bool Truncate { get; init; }

    /// <summary>Raw text to send instead of an HTTP response, including the status line. The connection is closed afterwards.</summary>
    public string? Raw { get; init; }

    /// <summary>The speed in bytes per second at which <see cref="Body"/> or <see cref="Raw"/> is sent, one byte at a time.</summary>
    public double? BytesPerSecond { get; init; }
}

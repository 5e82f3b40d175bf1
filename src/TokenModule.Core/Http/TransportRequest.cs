namespace TokenModule.Http;

/// <summary>A request to send. Each attempt creates its own HTTP message.</summary>
internal sealed record TransportRequest(HttpMethod Method, Uri Address)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Sent as <c>Authorization: Bearer</c> (RFC 6750 section 2.1).</summary>
    public Secret? Bearer { get; init; }

    /// <summary>The client certificate. The connection is then used for this call only.</summary>
    public CertificateChain? Certificate { get; init; }

    /// <summary>Runs before each attempt, to obtain values that an attempt can use only once.</summary>
    public Func<CancellationToken, Task>? PrepareAsync { get; init; }

    /// <summary>Creates the body, once for each attempt.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Receives the body of a successful response while it is read. Null keeps the body in memory.</summary>
    public ResponseTarget? ResponseTarget { get; init; }

    /// <summary>
    /// Whether an error response means that the request was not processed and can be sent again, for services whose status code does not
    /// show that.
    /// </summary>
    public Func<TransportResponse, bool>? IsTemporaryRejection { get; init; }

    /// <summary>Sent as <c>X-CorrelationID</c>. If it is null, the server creates the id.</summary>
    public string? CorrelationId { get; init; }

    public ResendPolicy Resend { get; init; } = ResendPolicy.IfNotProcessed;

    /// <summary>Whether the request could change something a second time when it is sent again: a POST or PATCH to an API.</summary>
    public bool IsChange { get; init; }

    /// <summary>
    /// Cancels a change that was already sent. The token of the call then ends only waits and reads. Null uses the token of the call.
    /// </summary>
    public CancellationToken? AbortToken { get; init; }

    /// <summary>The maximum length of the response body, in bytes after decompression.</summary>
    public int MaximumResponseLength { get; init; } = 1024 * 1024;

    /// <summary>Whether the call transfers a file. The timeout then applies to each pause without data, not to the complete call.</summary>
    public bool IsTransfer { get; init; }

    /// <summary>The failure to report for a response that is too large or damaged.</summary>
    public Failure UnusableResponseFailure { get; init; } = Failure.NetworkBroken;

    public NetworkOptions Network { get; init; } = NetworkOptions.Default;

    /// <summary>The address for messages, without the query, which can contain personal data or secrets.</summary>
    public string DisplayAddress => FormatAddress(Address);

    /// <summary>The host and port of the proxy, or null for a direct connection.</summary>
    public string? ProxyAuthority => Network.Proxy.FindProxyOrDefault(Address)?.Authority;

    /// <summary>Returns scheme, host and path, without user name and query. A token in the path is masked.</summary>
    public static string FormatAddress(Uri address)
    {
        return ServerText.MaskTokens($"{address.Scheme}://{address.Authority}{address.AbsolutePath}");
    }
}

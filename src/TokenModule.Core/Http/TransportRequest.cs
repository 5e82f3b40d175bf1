using System.Net;

namespace TokenModule.Http;

/// <summary>A request as it is to be sent; every attempt makes its own message from it.</summary>
internal sealed record TransportRequest(HttpMethod Method, Uri Address)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Sent as <c>Authorization: Bearer</c> (RFC 6750, 2.1).</summary>
    public Secret? Bearer { get; init; }

    /// <summary>Shown to the server when the connection is made; the connection is then for this call alone.</summary>
    public CertificateChain? Certificate { get; init; }

    /// <summary>Makes the body, once for each attempt.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Takes the body of a good answer as it comes; null keeps it in memory.</summary>
    public ResponseTarget? ResponseTarget { get; init; }

    /// <summary>Whether an answer says that nothing was done yet and the same may be asked again, where its status does not tell.</summary>
    public Func<TransportResponse, bool>? IsTemporaryRejection { get; init; }

    /// <summary>Sent as <c>X-CorrelationID</c>; null leaves it to the server to make one.</summary>
    public string? CorrelationId { get; init; }

    public ResendPolicy Resend { get; init; } = ResendPolicy.IfNotProcessed;

    /// <summary>The largest body taken, in bytes after decompression.</summary>
    public int MaximumResponseLength { get; init; } = 1024 * 1024;

    /// <summary>Whether it moves a file: then the deadline is for the time without a byte, not for the whole.</summary>
    public bool IsTransfer { get; init; }

    /// <summary>What an answer is called that is too large or damaged.</summary>
    public Failure UnusableResponseFailure { get; init; } = Failure.NetworkBroken;

    public NetworkOptions Network { get; init; } = NetworkOptions.Default;

    /// <summary>The address as it may be shown: without query values, which can be personal or secret.</summary>
    public string DisplayAddress => FormatAddress(Address);

    /// <summary>Host and port of the proxy that the call goes through; null for a direct connection.</summary>
    public string? ProxyAuthority
    {
        get
        {
            IWebProxy proxy = Network.Proxy.ToWebProxy();
            return proxy.IsBypassed(Address) ? null : proxy.GetProxy(Address)?.Authority;
        }
    }

    /// <summary>Scheme, host and path: neither user name nor query, nor a token that strayed into the path.</summary>
    public static string FormatAddress(Uri address) => ServerText.MaskTokens($"{address.Scheme}://{address.Authority}{address.AbsolutePath}");
}

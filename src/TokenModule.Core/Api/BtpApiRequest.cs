using TokenModule.Api.Bodies;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Api;

/// <summary>A call of an API, and whose token it is made with.</summary>
internal sealed record BtpApiRequest(HttpMethod Method, Uri Address, TokenRequest TokenRequest)
{
    /// <summary>The token to begin with; null takes the one the source gives.</summary>
    public OAuthToken? Token { get; init; }

    public RequestBody? Body { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Sent with the call and with all that follow from it; null leaves it to the server to make one.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Hosts besides the key's own that its token may go to.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Which answers are good besides those of success.</summary>
    public Func<TransportResponse, bool>? AcceptsResponse { get; init; }

    /// <summary>Whether a refusal is as good an answer as any, so that it is for the server to give.</summary>
    public bool AcceptsErrorResponse { get; init; }

    /// <summary>Takes the body of the answer as it comes; null keeps it in memory.</summary>
    public ResponseTarget? ResponseTarget { get; init; }

    public NetworkOptions Network { get; init; } = NetworkOptions.Default;

    // RFC 9110, 9.2.2. PATCH and POST can act twice when they are sent twice.
    public bool IsIdempotent => Method == HttpMethod.Get || Method == HttpMethod.Put || Method == HttpMethod.Delete;

    /// <summary>The call that an answer leads to: the next page, or the state of what was begun.</summary>
    /// <exception cref="BtpApiException">It leads to a host that is not sent this token.</exception>
    public BtpApiRequest CreateFollowUp(Uri address) => this with
    {
        Method = HttpMethod.Get,
        Address = ApiAddress.RequireAllowed(address, TokenRequest.Key, AllowedHosts),
        Body = null,
        ResponseTarget = null,
        AcceptsResponse = null,
    };
}

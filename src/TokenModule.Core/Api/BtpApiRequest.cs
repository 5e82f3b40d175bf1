using TokenModule.Api.Bodies;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Api;

/// <summary>A call of an API, and the request for its token.</summary>
internal sealed record BtpApiRequest(HttpMethod Method, Uri Address, TokenRequest TokenRequest)
{
    /// <summary>The token to try first. If it is null, the token source provides the token.</summary>
    public OAuthToken? Token { get; init; }

    public RequestBody? Body { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Sent with the call and with its follow-up calls. If it is null, the server creates the id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Hosts, in addition to the endpoints of the key, to which the token may be sent.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether an error response is returned instead of being thrown as an exception.</summary>
    public Func<TransportResponse, bool>? AcceptsResponse { get; init; }

    /// <summary>Receives the body of the response while it is read. Null keeps the body in memory.</summary>
    public ResponseTarget? ResponseTarget { get; init; }

    /// <inheritdoc cref="TransportRequest.AbortToken"/>
    public CancellationToken? AbortToken { get; init; }

    public NetworkOptions Network { get; init; } = NetworkOptions.Default;

    // RFC 9110 section 9.2.2. PATCH and POST can have a second effect when they are sent twice.
    public bool IsIdempotent => Method == HttpMethod.Get || Method == HttpMethod.Put || Method == HttpMethod.Delete;

    /// <summary>Creates the call for an address in the response: the next page, or the state of a long-running operation.</summary>
    /// <exception cref="BtpApiException">The token may not be sent to the host of the address.</exception>
    public BtpApiRequest CreateFollowUp(Uri address) => this with
    {
        Method = HttpMethod.Get,
        Address = ApiAddress.RequireAllowed(address, TokenRequest.Key, AllowedHosts),
        Body = null,
        ResponseTarget = null,
        AcceptsResponse = null,
    };
}

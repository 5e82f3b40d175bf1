using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Api;

/// <summary>A call of an API, and whose token it is made with.</summary>
internal sealed record BtpApiRequest(HttpMethod Method, Uri Address, TokenRequest TokenRequest)
{
    /// <summary>The token to begin with; null takes the one the source gives.</summary>
    public OAuthToken? Token { get; init; }

    public byte[]? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public NetworkOptions Network { get; init; } = NetworkOptions.Default;

    // RFC 9110, 9.2.2. PATCH and POST can act twice when they are sent twice.
    public bool IsIdempotent => Method == HttpMethod.Get || Method == HttpMethod.Put || Method == HttpMethod.Delete;
}

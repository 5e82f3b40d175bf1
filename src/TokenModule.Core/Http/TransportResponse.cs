namespace TokenModule.Http;

/// <summary>A complete response, including the body.</summary>
internal sealed record TransportResponse(int StatusCode, string? ReasonPhrase, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The number of times that the request was sent.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>
    /// The address of the follow-up request that returned this response, when a caller waited for the result of a call. Null for the
    /// response to the call itself.
    /// </summary>
    public Uri? FollowUpAddress { get; init; }

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    public bool IsRedirect => StatusCode is >= 300 and < 400 and not 304;

    public string? MediaType => GetHeaderOrDefault("Content-Type")?.Split(';')[0].Trim();

    public string? CorrelationId => ServerText.ReadIdentifierOrDefault(GetHeaderOrDefault("X-CorrelationID"))
        ?? ServerText.ReadIdentifierOrDefault(GetHeaderOrDefault("X-Vcap-Request-Id"));

    public string Status => string.IsNullOrEmpty(ReasonPhrase) ? $"{StatusCode}" : $"{StatusCode} {ReasonPhrase}";

    public string? GetHeaderOrDefault(string name) => Headers.TryGetValue(name, out string? value) ? value : null;
}

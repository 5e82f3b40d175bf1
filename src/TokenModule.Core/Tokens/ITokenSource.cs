namespace TokenModule.Tokens;

/// <summary>Where tokens come from: a server, or a cache around another source.</summary>
internal interface ITokenSource
{
    /// <exception cref="TokenRequestException">The server refused, or its answer holds no token.</exception>
    /// <exception cref="Http.TransportException">No usable answer came.</exception>
    ValueTask<OAuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken);
}

namespace TokenModule.Tokens;

/// <summary>Where tokens come from: a server, or a cache around another source.</summary>
internal interface ITokenSource
{
    /// <exception cref="TokenRequestException">The server rejected the request, or its response contains no token.</exception>
    /// <exception cref="Http.TransportException">There was no usable response.</exception>
    ValueTask<OAuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken);
}

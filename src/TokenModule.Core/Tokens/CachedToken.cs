namespace TokenModule.Tokens;

/// <summary>One place in the cache: the token, the request under way for the next one, and when that is due. Its owner locks.</summary>
internal sealed class CachedToken(TokenCacheKey key)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RefreshTokenLife = TimeSpan.FromDays(7);

    private long? failedAt;

    public TokenCacheKey Key { get; } = key;

    public OAuthToken? Token { get; private set; }

    public SharedRequest? PendingRequest { get; set; }

    /// <summary>Whether nothing can come of it any more.</summary>
    public bool CanBeRemoved(TimeProvider clock)
    {
        return PendingRequest is null && Token is { IsExpired: true } ended && (!ended.HasRefreshToken || clock.GetUtcNow() > ended.ExpiresAt + RefreshTokenLife);
    }

    /// <returns>The token, where it serves this request as it is.</returns>
    public OAuthToken? GetUsableTokenOrDefault(TokenRequest request)
    {
        bool refused = Token is null || request.ForceRefresh || ReferenceEquals(Token.Value, request.Rejected?.Value) || Token.IsExpired || Token.ExpiresIn < request.MinimumLifetime;
        return refused ? null : Token;
    }

    /// <summary>Half its life, as SAP advises; and waited for in its last minute, or in the last half of a life too short for that.</summary>
    public Renewal DetermineRenewal(TimeProvider clock)
    {
        TimeSpan left = Token!.ExpiresIn;
        TimeSpan half = TimeSpan.FromTicks(Token.Lifetime.Ticks / 2);
        bool paused = failedAt is { } failed && clock.GetElapsedTime(failed) < PauseAfterFailure;
        bool canRenew = Token.GrantType == GrantType.ClientCredentials || Token.HasRefreshToken;
        return left > half || paused || !canRenew ? Renewal.NotYet
            : left > Margin ? Renewal.Early
            : Renewal.Late;
    }

    public void StoreToken(OAuthToken token)
    {
        failedAt = null;
        // A token whose life is not known is good for the one use it was asked for.
        if (token.Lifetime > TimeSpan.Zero)
            Token = token;
    }

    public void RecordFailure(TimeProvider clock) => failedAt = clock.GetTimestamp();

    /// <summary>The refresh token is no longer taken.</summary>
    public void RemoveRefreshToken() => Token = Token?.WithRefreshToken(null);

    public void CompleteRequest(SharedRequest flight)
    {
        if (ReferenceEquals(PendingRequest, flight))
            PendingRequest = null;
    }
}

using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens;

/// <summary>
/// An entry of the token cache: the token, the pending request for its successor, and the time of the renewal.
/// The cache locks each access.
/// </summary>
internal sealed class CachedToken(TokenCacheKey key)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RefreshTokenLife = TimeSpan.FromDays(7);

    private long? failedAt;

    public TokenCacheKey Key { get; } = key;

    public OAuthToken? Token { get; private set; }

    public SharedRequest? PendingRequest { get; set; }

    /// <summary>The grant that gets the next token without the user, or null.</summary>
    public AuthorizationGrant? RenewableGrant { get; private set; }

    /// <summary>Whether the token has expired and can no longer be renewed.</summary>
    public bool CanBeRemoved(TimeProvider clock)
    {
        return PendingRequest is null
            && Token is { IsExpired: true } expired
            && RenewableGrant is not UserCertificateGrant
            && (!expired.HasRefreshToken || clock.GetUtcNow() > expired.ExpiresAt + RefreshTokenLife);
    }

    /// <returns>The token, or null when the request requires a new one.</returns>
    public OAuthToken? GetUsableTokenOrDefault(TokenRequest request)
    {
        bool isUnusable = Token is null
            || request.ForceRefresh
            || ReferenceEquals(Token.Value, request.Rejected?.Value)
            || Token.IsExpired
            || Token.ExpiresIn < request.MinimumLifetime;
        return isUnusable ? null : Token;
    }

    /// <summary>
    /// Renew in the background after half the lifetime, as SAP recommends. In the last 60 seconds (or the last half, for lifetimes under
    /// 2 minutes) callers wait for the renewal.
    /// </summary>
    public Renewal DetermineRenewal(TimeProvider clock)
    {
        TimeSpan remaining = Token!.ExpiresIn;
        TimeSpan half = TimeSpan.FromTicks(Token.Lifetime.Ticks / 2);
        bool paused = failedAt is { } failed && clock.GetElapsedTime(failed) < PauseAfterFailure;
        bool canRenew = RenewableGrant is not null || Token.HasRefreshToken;
        bool needsCaller = Token.Request.Key.Credential is ClientAssertion { Source.NeedsCaller: true };
        return remaining > half || paused || !canRenew ? Renewal.NotYet
            : remaining > Margin ? (needsCaller ? Renewal.NotYet : Renewal.Early)
            : Renewal.Late;
    }

    public void StoreToken(OAuthToken token, AuthorizationGrant? grant)
    {
        failedAt = null;
        if (grant?.IsRenewable == true)
            RenewableGrant = grant;
        // A token with an unknown lifetime is used once, by the caller that requested it.
        if (token.Lifetime > TimeSpan.Zero)
            Token = token;
    }

    public void RecordFailure(TimeProvider clock) => failedAt = clock.GetTimestamp();

    /// <summary>Removes a refresh token that the server has rejected.</summary>
    public void RemoveRefreshToken() => Token = Token?.WithRefreshToken(null);

    public void CompleteRequest(SharedRequest request)
    {
        if (ReferenceEquals(PendingRequest, request))
            PendingRequest = null;
    }
}

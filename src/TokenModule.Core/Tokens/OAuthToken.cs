using System.Security;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>An access token and its properties. The token itself is only in <see cref="AccessToken"/>, as a SecureString.</summary>
public sealed class OAuthToken
{
    private readonly TimeProvider clock;
    private readonly long obtainedAt;

    internal OAuthToken(TokenRequest request, TokenResponse response, TokenClock.Reading requestedAt, TimeProvider clock)
    {
        this.clock = clock;
        obtainedAt = requestedAt.Timestamp;
        Request = request;
        Value = response.AccessToken;
        RefreshToken = response.RefreshToken;
        Lifetime = response.Lifetime;
        Scopes = response.Scopes ?? [];
        Jti = response.Jti;
        IssuedAt = requestedAt.Time;
    }

    private OAuthToken(OAuthToken token, Secret? refreshToken)
    {
        clock = token.clock;
        obtainedAt = token.obtainedAt;
        Request = token.Request;
        Value = token.Value;
        RefreshToken = refreshToken;
        Lifetime = token.Lifetime;
        Scopes = token.Scopes;
        Jti = token.Jti;
        IssuedAt = token.IssuedAt;
    }

    public string ClientId => Request.Key.ClientId;

    public GrantType GrantType => Request.GrantType;

    public string? UserName => Request.UserName;

    /// <summary>
    /// The granted scopes, which can be fewer than the requested ones. A response without scopes grants the requested ones
    /// (RFC 6749 section 5.1).
    /// Empty if no scopes were requested and neither the response nor the token contains any.
    /// </summary>
    public IReadOnlyList<string> Scopes { get; }

    public string TokenType { get; } = "Bearer";

    /// <summary>The time before the request was sent, by the clock of this computer. The lifetime is counted from this time, so that it is
    /// never overestimated.</summary>
    public DateTimeOffset IssuedAt { get; }

    /// <summary>The time at which the token expires, by the clock of this computer.</summary>
    public DateTimeOffset ExpiresAt => IssuedAt + Lifetime;

    /// <summary>The remaining lifetime, computed on each access. Zero when the token has expired.</summary>
    public TimeSpan ExpiresIn
    {
        get
        {
            // The monotonic clock ignores changes of the wall clock, but can stop while the computer sleeps. The earlier expiry applies.
            TimeSpan byAge = Lifetime - clock.GetElapsedTime(obtainedAt);
            TimeSpan byDate = ExpiresAt - clock.GetUtcNow();
            TimeSpan remaining = byAge < byDate ? byAge : byDate;
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    public bool IsExpired => ExpiresIn == TimeSpan.Zero;

    /// <summary>The subdomain of the tenant, or null when neither the key nor the request names one.</summary>
    public string? Subdomain => Request.Subdomain ?? Request.Key.Subdomain;

    /// <summary>The identifier of the token (RFC 7519 section 4.1.7), from the response of the server.</summary>
    public string? Jti { get; }

    public bool HasRefreshToken => RefreshToken is not null;

    /// <summary>The token, for <c>Invoke-RestMethod -Authentication Bearer -Token</c>. Each access returns a new copy.</summary>
    public SecureString AccessToken => Value.ToSecureString();

    internal Secret Value { get; }

    internal Secret? RefreshToken { get; init; }

    internal TimeSpan Lifetime { get; }

    /// <summary>The request that renews the token. It contains no credential of a user.</summary>
    internal TokenRequest Request { get; }

    public override string ToString() => $"{TokenType} token of {ClientId}";

    internal OAuthToken WithRefreshToken(Secret? refreshToken) => new(this, refreshToken);
}

using System.Security;
using TokenModule.Tokens;

namespace TokenModule;

/// <summary>An access token and what is known of it. The token itself is only in <see cref="AccessToken"/>, as a SecureString.</summary>
public sealed class OAuthToken
{
    private readonly TimeProvider clock;
    private readonly long obtainedAt;

    internal OAuthToken(TokenRequest request, TokenResponse answer, TokenClock.Reading asked, TimeProvider clock)
    {
        this.clock = clock;
        obtainedAt = asked.Timestamp;
        Request = request;
        Value = answer.AccessToken;
        RefreshToken = answer.RefreshToken;
        Lifetime = answer.Lifetime;
        Scopes = answer.Scopes ?? [];
        Jti = answer.Jti;
        IssuedAt = asked.Time;
    }

    public string ClientId => Request.Key.ClientId;

    public GrantType GrantType => Request.GrantType;

    public string? UserName => Request.UserName;

    /// <summary>
    /// The granted scopes, which can be fewer than the requested ones. A response without scopes grants the requested ones (RFC 6749, 5.1).
    /// Empty if no scopes were requested and neither the response nor the token contains any.
    /// </summary>
    public IReadOnlyList<string> Scopes { get; }

    public string TokenType { get; } = "Bearer";

    /// <summary>When it was asked for, by this machine's clock: never later than the server's own time of issue.</summary>
    public DateTimeOffset IssuedAt { get; }

    /// <summary>When it ends, by this machine's clock.</summary>
    public DateTimeOffset ExpiresAt => IssuedAt + Lifetime;

    /// <summary>How much longer it is good for, at the moment of asking; zero once it has ended.</summary>
    public TimeSpan ExpiresIn
    {
        get
        {
            // The monotonic clock does not follow a wall clock that is set back, and can stand still while the machine sleeps: the sooner end counts.
            TimeSpan byAge = Lifetime - clock.GetElapsedTime(obtainedAt);
            TimeSpan byDate = ExpiresAt - clock.GetUtcNow();
            TimeSpan left = byAge < byDate ? byAge : byDate;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public bool IsExpired => ExpiresIn == TimeSpan.Zero;

    /// <summary>The tenant it is for, where the key or the request names it.</summary>
    public string? Subdomain => Request.Subdomain ?? Request.Key.Subdomain;

    /// <summary>The token's identifier (RFC 7519, 4.1.7), as the server's answer names it.</summary>
    public string? Jti { get; }

    public bool HasRefreshToken => RefreshToken is not null;

    /// <summary>The token, for <c>Invoke-RestMethod -Authentication Bearer -Token</c>; a copy each time.</summary>
    public SecureString AccessToken => Value.ToSecureString();

    internal Secret Value { get; }

    internal Secret? RefreshToken { get; init; }

    internal TimeSpan Lifetime { get; }

    /// <summary>What to ask for again when it has ended; holds nothing that a user offered.</summary>
    internal TokenRequest Request { get; }

    public override string ToString() => $"{TokenType} token of {ClientId}";

    internal OAuthToken WithRefreshToken(Secret? refreshToken) => new(this, refreshToken);

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
}

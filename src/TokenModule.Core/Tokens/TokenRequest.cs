using TokenModule.Http;

namespace TokenModule.Tokens;

/// <summary>What is asked of a token source.</summary>
internal sealed record TokenRequest(ServiceKey Key, GrantType Grant)
{
    public string? UserName { get; init; }

    public Secret? Password { get; init; }

    /// <summary>The second factor, sent once behind the password and remembered nowhere.</summary>
    public Secret? OneTimeCode { get; init; }

    /// <summary>Renews what the grant has given before, in its place.</summary>
    public Secret? RefreshToken { get; init; }

    /// <summary>The grant that goes to the server.</summary>
    public GrantType SentGrant => RefreshToken is null ? Grant : GrantType.RefreshToken;

    /// <summary>Asks for a token newer than any there is.</summary>
    public bool ForceRefresh { get; init; }

    /// <summary>A token that an API has refused and that must not be given again.</summary>
    public OAuthToken? Rejected { get; init; }

    public NetworkOptions Network { get; init; } = NetworkOptions.Default;

    /// <summary>Whether it can only be met by a token that a user has already got in this session.</summary>
    public bool NeedsSignIn => Grant == GrantType.Password && Password is null;

    public static TokenRequest For(ServiceKey key) => new(key, key.GrantType);

    public TokenRequest WithoutSecrets() => this with { Password = null, OneTimeCode = null, RefreshToken = null, ForceRefresh = false, Rejected = null, Network = NetworkOptions.Default };
}

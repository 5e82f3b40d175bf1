using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens;

/// <summary>What is asked of a token source.</summary>
internal sealed record TokenRequest
{
    /// <param name="key">The client that asks.</param>
    /// <param name="grantType">What the token is got with.</param>
    /// <param name="offer">What is exchanged for it; null where it is what this session knows.</param>
    public TokenRequest(ServiceKey key, GrantType grantType, AuthorizationGrant? offer)
    {
        Key = key;
        TokenUrl = key.TokenUrl;
        GrantType = grantType;
        Grant = offer ?? (grantType == GrantType.ClientCredentials ? ClientCredentialsGrant.Instance : null);
        UserName = offer?.UserName;
    }

    public TokenRequest(ServiceKey key, AuthorizationGrant offer)
        : this(key, offer.Type, offer)
    {
    }

    public ServiceKey Key { get; }

    public Uri TokenUrl { get; private init; }

    public GrantType GrantType { get; }

    /// <summary>What is exchanged for the token; null where a user must have signed in before.</summary>
    public AuthorizationGrant? Grant { get; init; }

    /// <summary>Whom the token is for; null where that is for the server to say.</summary>
    public string? UserName { get; init; }

    /// <summary>The identity provider that knows the user, by its origin key.</summary>
    public string? Origin { get; init; }

    /// <summary>The tenant, where it is not the key's own.</summary>
    public string? Subdomain { get; private init; }

    /// <summary>The tenant by its id, where it is not the key's own.</summary>
    public string? ZoneId { get; init; }

    /// <summary>The scopes asked for; none means all that the client has.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Parameters that only this server knows.</summary>
    public IReadOnlyList<KeyValuePair<string, Secret>> AdditionalParameters { get; init; } = [];

    public ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>Asks for a token newer than any there is.</summary>
    public bool ForceRefresh { get; init; }

    /// <summary>How long the token has to be good for, at least, where the server gives such.</summary>
    public TimeSpan MinimumLifetime { get; init; }

    /// <summary>Neither uses a token that is remembered nor remembers this one.</summary>
    public bool NoCache { get; init; }

    /// <summary>A token that an API has refused and that must not be given again.</summary>
    public OAuthToken? Rejected { get; init; }

    public NetworkOptions Network { get; init; } = NetworkOptions.Default;

    /// <summary>Whether it can only be met by a token that a user has already got in this session.</summary>
    public bool NeedsSignIn => Grant is null;

    /// <summary>Whether a user must sign in with the browser again, even if the session has a sign-in.</summary>
    public bool NeedsNewSignIn => NeedsSignIn && ForceRefresh && GrantType == GrantType.AuthorizationCode;

    public static TokenRequest FromKey(ServiceKey key) => FromSession(key, key.GrantType);

    /// <summary>A request that offers nothing but what this session knows.</summary>
    public static TokenRequest FromSession(ServiceKey key, GrantType grantType) => new(key, grantType, offer: null);

    /// <exception cref="ServiceKeyException">The subdomain is none, or the address of the key names no tenant.</exception>
    public TokenRequest WithSubdomain(string subdomain)
    {
        return this with { TokenUrl = TokenEndpoint.WithSubdomain(Key, subdomain), Subdomain = subdomain };
    }

    /// <summary>What to ask for again later: nothing that a user must give anew, and no order for this once.</summary>
    public TokenRequest ToRenewalRequest(string? userName) => FromSession(Key, GrantType) with
    {
        TokenUrl = TokenUrl,
        UserName = userName,
        Origin = Origin,
        Subdomain = Subdomain,
        ZoneId = ZoneId,
        Scopes = Scopes,
        AdditionalParameters = AdditionalParameters,
        ClientAuthentication = ClientAuthentication,
    };
}

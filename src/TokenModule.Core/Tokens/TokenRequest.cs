using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens;

/// <summary>A request for a token, with all its options.</summary>
internal sealed record TokenRequest
{
    /// <param name="key">The service key of the client.</param>
    /// <param name="grantType">The type of the grant.</param>
    /// <param name="grant">The grant to exchange for the token. Null uses the client's credential, or an earlier sign-in of a user.</param>
    public TokenRequest(ServiceKey key, GrantType grantType, AuthorizationGrant? grant)
    {
        Key = key;
        TokenUrl = key.TokenUrl;
        GrantType = grantType;
        Grant = grant ?? (grantType == GrantType.ClientCredentials ? ClientCredentialsGrant.Instance : null);
        UserName = grant?.UserName;
    }

    public TokenRequest(ServiceKey key, AuthorizationGrant grant)
        : this(key, grant.Type, grant)
    {
    }

    public ServiceKey Key { get; }

    public Uri TokenUrl { get; private init; }

    public GrantType GrantType { get; }

    /// <summary>The grant to exchange for the token. Null when the request requires an earlier sign-in of a user.</summary>
    public AuthorizationGrant? Grant { get; init; }

    /// <summary>The user of the token. Null when the grant does not name the user.</summary>
    public string? UserName { get; init; }

    /// <summary>The origin key of the user's identity provider.</summary>
    public string? Origin { get; init; }

    /// <summary>The subdomain of the tenant. Null for the tenant of the key.</summary>
    public string? Subdomain { get; private init; }

    /// <summary>The id of the tenant. Null for the tenant of the key.</summary>
    public string? ZoneId { get; private init; }

    /// <summary>The requested scopes. An empty list requests all scopes of the client.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Parameters that are specific to the server.</summary>
    public IReadOnlyList<KeyValuePair<string, Secret>> AdditionalParameters { get; init; } = [];

    /// <summary>The APIs or applications that the token is for (RFC 8707). An empty list requests the default.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    public ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>The client assertion of one attempt (RFC 7523 section 2.2). Null until the attempt is prepared.</summary>
    public Secret? ClientAssertion { get; init; }

    /// <summary>Requests a new token even if the cache has a valid one.</summary>
    public bool ForceRefresh { get; init; }

    /// <summary>The required remaining lifetime. The server can issue a token with a shorter lifetime.</summary>
    public TimeSpan MinimumLifetime { get; init; }

    /// <summary>Bypasses the cache: no cached token is used and the new token is not cached.</summary>
    public bool NoCache { get; init; }

    /// <summary>A token that an API has rejected and that must not be returned again.</summary>
    public OAuthToken? Rejected { get; init; }

    public NetworkOptions Network { get; init; } = NetworkOptions.Default;

    /// <summary>Whether the request requires that a user has already signed in during this session.</summary>
    public bool NeedsSignIn => Grant is null;

    /// <summary>Whether a user must sign in with the browser again, even if the session has a sign-in.</summary>
    public bool NeedsNewSignIn => NeedsSignIn && ForceRefresh && GrantType == GrantType.AuthorizationCode;

    public static TokenRequest FromKey(ServiceKey key) => FromSession(key, key.GrantType);

    /// <summary>Creates a request that uses the client's credential or an earlier sign-in of this session.</summary>
    public static TokenRequest FromSession(ServiceKey key, GrantType grantType) => new(key, grantType, grant: null);

    /// <exception cref="ServiceKeyException">The subdomain is not valid, or the address of the key contains no tenant.</exception>
    public TokenRequest WithSubdomain(string subdomain)
    {
        return this with { TokenUrl = TokenEndpoint.WithSubdomain(Key, subdomain), Subdomain = subdomain };
    }

    /// <summary>Selects a tenant by its id, at the host of the region if the host name contains one.</summary>
    public TokenRequest WithZone(string zoneId) => this with { TokenUrl = TokenEndpoint.RemoveSubdomain(Key), ZoneId = zoneId };

    /// <summary>
    /// Creates the request that renews the token later. It has no credential of a user, and no option that applies to this request only.
    /// </summary>
    public TokenRequest ToRenewalRequest(string? userName) => FromSession(Key, GrantType) with
    {
        TokenUrl = TokenUrl,
        UserName = userName,
        Origin = Origin,
        Subdomain = Subdomain,
        ZoneId = ZoneId,
        Scopes = Scopes,
        AdditionalParameters = AdditionalParameters,
        Resources = Resources,
        ClientAuthentication = ClientAuthentication,
    };
}

using TokenModule.Claims.Verification;
using TokenModule.ServiceKeys;

namespace TokenModule.Checks;

/// <summary>Determines which keys may have signed a token, and which claims it must have, independently of the token.</summary>
internal sealed record TokenTrust
{
    /// <summary>The service key whose issuer is trusted.</summary>
    public ServiceKey? ServiceKey { get; init; }

    /// <summary>The address of the published keys. It replaces the address that follows from the service key.</summary>
    public Uri? JwksUri { get; init; }

    /// <summary>Whether only the <c>verificationkey</c> of the service key is used, without network access.</summary>
    public bool Offline { get; init; }

    /// <summary>The token must be for one of these audiences. If none is given, it must be from or for the client of the key.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>The required issuer, or null for any issuer.</summary>
    public string? Issuer { get; init; }

    /// <summary>The published keys of the tenant for which the token was requested. Null for the tenant of the service key.</summary>
    private Uri? TenantKeys { get; init; }

    /// <summary>Whether an option was set that has a meaning only when the token is verified.</summary>
    public bool RequiresVerification => 
        ServiceKey is not null || JwksUri is not null || Issuer is not null || Offline || Audience.Count > 0;

    /// <summary>Whether the service key contains or determines the trusted keys. Otherwise they are all at <see cref="JwksUri"/>.</summary>
    private bool UsesKeysOfServiceKey => JwksUri is null || Offline;

    /// <summary>Adds the service key if verification requires one and none was given.</summary>
    /// <param name="token">The token, when it was requested in this session.</param>
    /// <exception cref="ServiceKeyException">The session has no key or several keys, or the argument was not a key.</exception>
    public TokenTrust ResolveServiceKey(ServiceKeyRing session, OAuthToken? token)
    {
        bool requiresKey = ServiceKey is not null || UsesKeysOfServiceKey;
        if (!requiresKey)
            return this;

        ServiceKey key = session.Resolve(ServiceKey ?? token?.Request.Key);
        bool isOwnToken = token is not null && token.Request.Key.IsSameClient(key);
        return this with { ServiceKey = key, TenantKeys = isOwnToken ? GetTenantKeysOrDefault(key, token!) : null };
    }

    /// <summary>Returns the trusted keys. Call <see cref="ResolveServiceKey"/> first.</summary>
    public TrustedKeys GetTrustedKeys() => new()
    {
        Pem = UsesKeysOfServiceKey ? ServiceKey?.VerificationKey : null,
        Published = Offline ? null : JwksUri ?? TenantKeys ?? ServiceKey?.JwksUri,
    };

    // Another tenant can have other keys. The address follows from the service key and the parameters of the request, not from the token.
    private static Uri? GetTenantKeysOrDefault(ServiceKey key, OAuthToken token)
    {
        if (token.Request.Subdomain is not null)
            return TokenEndpoint.GetJwksUriOrDefault(token.Request.TokenUrl);

        return token.Request.ZoneId is { } zone && key.UaaDomain is { } domain && Uri.CheckHostName(domain) == UriHostNameType.Dns
            ? new Uri($"https://{domain}/token_keys?zid={Uri.EscapeDataString(zone)}")
            : null;
    }

    /// <summary>Returns the required claims. Call <see cref="ResolveServiceKey"/> first.</summary>
    public ExpectedClaims GetExpectedClaims() => new()
    {
        Audience = Audience,
        Issuer = Issuer,
        Client = ServiceKey is null ? []
            : ServiceKey.XsAppName is null ? [ServiceKey.ClientId]
            : [ServiceKey.ClientId, ServiceKey.XsAppName],
    };
}

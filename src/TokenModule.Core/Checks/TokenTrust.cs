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

    /// <summary>Whether an option was set that has a meaning only when the token is verified.</summary>
    public bool RequiresVerification => ServiceKey is not null || JwksUri is not null || Issuer is not null || Offline;

    /// <summary>Whether the service key contains or determines the trusted keys. Otherwise they are all at <see cref="JwksUri"/>.</summary>
    private bool UsesKeysOfServiceKey => JwksUri is null || Offline;

    /// <summary>Adds the service key if verification requires one and none was given.</summary>
    /// <param name="tokenKey">The key for which the token was requested, if known.</param>
    /// <exception cref="ServiceKeyException">The session has no key or several keys, or the argument was not a key.</exception>
    public TokenTrust ResolveServiceKey(ServiceKeyRing session, ServiceKey? tokenKey)
    {
        bool requiresKey = ServiceKey is not null || UsesKeysOfServiceKey;
        return requiresKey ? this with { ServiceKey = session.Resolve(ServiceKey ?? tokenKey) } : this;
    }

    /// <summary>Returns the trusted keys. Call <see cref="ResolveServiceKey"/> first.</summary>
    public TrustedKeys GetTrustedKeys() => new()
    {
        Pem = UsesKeysOfServiceKey ? ServiceKey?.VerificationKey : null,
        Published = Offline ? null : JwksUri ?? ServiceKey?.JwksUri,
    };

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

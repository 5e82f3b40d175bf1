namespace TokenModule.Tokens.Grants;

/// <summary>The credentials that a caller passed. A token request uses exactly one grant of them.</summary>
internal sealed record GrantInput
{
    public string? UserName { get; init; }

    public Secret? Password { get; init; }

    public Secret? OneTimeCode { get; init; }

    public Secret? Passcode { get; init; }

    public Secret? RefreshToken { get; init; }

    public Secret? Assertion { get; init; }

    /// <summary>The type of the token that an exchange returns, or null for the server's default.</summary>
    public string? RequestedTokenType { get; init; }

    /// <summary>The technical user that signs in with a certificate, or null.</summary>
    public UserCertificateGrant? UserCertificate { get; init; }

    /// <returns>The grant to use, or null when the caller passed no credential.</returns>
    /// <exception cref="TokenRequestException">Several grants were passed, or a grant of another type than requested.</exception>
    public AuthorizationGrant? ChooseGrantOrDefault(GrantType? requested)
    {
        bool isExchange = requested == GrantType.TokenExchange;
        List<AuthorizationGrant> grants = [.. CreateGrants(isExchange).OfType<AuthorizationGrant>()];
        if (grants.Count > 1)
        {
            throw CreateError(
                "Several grants were specified.",
                "Use only one of -Credential, -Passcode, -RefreshToken, -Assertion and -UserCertificate.");
        }

        AuthorizationGrant? grant = grants.FirstOrDefault();
        if (RequestedTokenType is not null && !isExchange)
            throw CreateError("-RequestedTokenType requires an exchange.", "Use it with -GrantType TokenExchange and -Assertion.");
        if (OneTimeCode is not null && grant is not (null or PasswordGrant))
            throw CreateError("-OneTimeCode requires a password.", "Use it with -Credential.");
        if (grant is not null && requested is not null && requested != grant.Type)
        {
            throw CreateError(
                $"-GrantType {requested} does not match the other parameters, which are for {grant.Type}.", "Omit one of them.");
        }

        return grant;
    }

    private IEnumerable<AuthorizationGrant?> CreateGrants(bool isExchange) =>
    [
        Password is null ? null : new PasswordGrant(UserName!, Password, OneTimeCode),
        Passcode is null ? null : new PasscodeGrant(Passcode),
        RefreshToken is null ? null : new RefreshTokenGrant(RefreshToken),
        Assertion is null ? null : isExchange ? new TokenExchangeGrant(Assertion, RequestedTokenType) : new JwtBearerGrant(Assertion),
        UserCertificate,
    ];

    private static TokenRequestException CreateError(string what, string action)
    {
        return new TokenRequestException(Failure.GrantRejected, $"{what} The request was not sent.", action);
    }
}

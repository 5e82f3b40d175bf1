namespace TokenModule.Tokens.Grants;

/// <summary>What a caller brings to get a token with, of which a request takes one.</summary>
internal sealed record GrantInput
{
    public string? UserName { get; init; }

    public Secret? Password { get; init; }

    public Secret? OneTimeCode { get; init; }

    public Secret? Passcode { get; init; }

    public Secret? RefreshToken { get; init; }

    public Secret? Assertion { get; init; }

    /// <returns>The grant to offer; null where the caller brings none.</returns>
    /// <exception cref="TokenRequestException">Several are given, or another than the one wanted.</exception>
    public AuthorizationGrant? ChooseGrantOrDefault(GrantType? wanted)
    {
        List<AuthorizationGrant> offered = [.. CreateGrants().OfType<AuthorizationGrant>()];
        if (offered.Count > 1)
            throw CreateError("Several grants were specified.", "Use only one of -Credential, -Passcode, -RefreshToken and -Assertion.");

        AuthorizationGrant? offer = offered.FirstOrDefault();
        if (OneTimeCode is not null && offer is not (null or PasswordGrant))
            throw CreateError("-OneTimeCode requires a password.", "Use it with -Credential.");
        if (offer is not null && wanted is not null && wanted != offer.Type)
            throw CreateError($"-GrantType {wanted} does not match the other parameters, which are for {offer.Type}.", "Omit one of them.");

        return offer;
    }

    private IEnumerable<AuthorizationGrant?> CreateGrants() =>
    [
        Password is null ? null : new PasswordGrant(UserName!, Password, OneTimeCode),
        Passcode is null ? null : new PasscodeGrant(Passcode),
        RefreshToken is null ? null : new RefreshTokenGrant(RefreshToken),
        Assertion is null ? null : new JwtBearerGrant(Assertion),
    ];

    private static TokenRequestException CreateError(string what, string action) => new(Failure.GrantRejected, $"{what} The request was not sent.", action);
}

namespace TokenModule.Tokens.Grants;

/// <summary>What an earlier grant gave for its renewal (RFC 6749, 6).</summary>
internal sealed class RefreshTokenGrant(Secret refreshToken, string? userName = null) : AuthorizationGrant
{
    public Secret RefreshToken { get; } = refreshToken;

    public override GrantType Type => GrantType.RefreshToken;

    public override string Name => "refresh_token";

    public override string? UserName { get; } = userName;

    public override string Fingerprint => RefreshToken.Fingerprint;

    public override IReadOnlyList<Secret> Secrets => [RefreshToken];

    public override IEnumerable<KeyValuePair<string, string>> Parameters => [new("refresh_token", RefreshToken.Reveal())];
}

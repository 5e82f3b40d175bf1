namespace TokenModule.Tokens.Grants;

/// <summary>The refresh token that was issued with an earlier token (RFC 6749 section 6).</summary>
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

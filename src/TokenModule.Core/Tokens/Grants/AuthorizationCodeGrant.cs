namespace TokenModule.Tokens.Grants;

/// <summary>
/// The code that a sign-in with the browser returned (RFC 6749 section 4.1.3), with the code verifier of PKCE (RFC 7636 section 4.5).
/// </summary>
internal sealed class AuthorizationCodeGrant(Secret code, Secret verifier, Uri redirectUri) : AuthorizationGrant
{
    public override GrantType Type => GrantType.AuthorizationCode;

    public override string Name => "authorization_code";

    public override string Fingerprint => code.Fingerprint;

    public override IReadOnlyList<Secret> Secrets => [code, verifier];

    // The authorization request contains the scopes. RFC 6749 section 4.1.3 defines no scope for the exchange, and OpenIddict rejects it.
    public override bool AllowsScope => false;

    public override IEnumerable<KeyValuePair<string, string>> Parameters =>
        [new("code", code.Reveal()), new("redirect_uri", redirectUri.OriginalString), new("code_verifier", verifier.Reveal())];
}

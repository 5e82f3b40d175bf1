namespace TokenModule.Tokens.Grants;

/// <summary>A user's token, which is exchanged for a token of this client (RFC 7523 section 2.1).</summary>
internal sealed class JwtBearerGrant(Secret assertion) : AuthorizationGrant
{
    /// <summary>The token of the user.</summary>
    public Secret Assertion { get; } = assertion;

    public override GrantType Type => GrantType.JwtBearer;

    public override string Name => "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public override string Fingerprint => Assertion.Fingerprint;

    public override IReadOnlyList<Secret> Secrets => [Assertion];

    public override bool IsReusable => true;

    public override IEnumerable<KeyValuePair<string, string>> Parameters => [new("assertion", Assertion.Reveal())];
}

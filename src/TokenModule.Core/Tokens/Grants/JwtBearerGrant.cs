namespace TokenModule.Tokens.Grants;

/// <summary>A user's token, which is exchanged for a token of this client (RFC 7523 section 2.1).</summary>
internal sealed class JwtBearerGrant(Secret assertion) : AuthorizationGrant
{
    public override GrantType Type => GrantType.JwtBearer;

    public override string Name => "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public override string Fingerprint => assertion.Fingerprint;

    public override IReadOnlyList<Secret> Secrets => [assertion];

    public override bool IsReusable => true;

    public override IEnumerable<KeyValuePair<string, string>> Parameters => [new("assertion", assertion.Reveal())];
}

namespace TokenModule.Tokens.Grants;

/// <summary>A token that is exchanged for another token (RFC 8693 section 2.1).</summary>
/// <param name="subject">The token of the user or client that the new token is for.</param>
/// <param name="requestedType">The type of the new token as a URI, or null for the server's default.</param>
internal sealed class TokenExchangeGrant(Secret subject, string? requestedType) : AuthorizationGrant
{
    private const string TypePrefix = "urn:ietf:params:oauth:token-type:";

    public override GrantType Type => GrantType.TokenExchange;

    public override string Name => "urn:ietf:params:oauth:grant-type:token-exchange";

    public override string Fingerprint => $"{subject.Fingerprint} {requestedType}";

    public override IReadOnlyList<Secret> Secrets => [subject];

    public override bool IsReusable => true;

    public override IEnumerable<KeyValuePair<string, string>> Parameters =>
    [
        new("subject_token", subject.Reveal()),
        new("subject_token_type", TypePrefix + (IsJwt ? "jwt" : "access_token")),
        .. requestedType is null ? [] : new KeyValuePair<string, string>[] { new("requested_token_type", requestedType) },
    ];

    // A JWT has three parts (RFC 7515 section 3.1). An opaque token can only be an access token.
    private bool IsJwt => subject.Reveal().Split('.').Length == 3;

    /// <summary>Completes a short name, such as <c>id_token</c>, to the URI of RFC 8693 section 3.</summary>
    public static string CompleteType(string type) => type.Contains(':') ? type : TypePrefix + type;
}

namespace BtpEmulator;

/// <summary>RFC 7523: the token of a user, exchanged for one of another client.</summary>
internal sealed class JwtBearerHandler(BearerTokenVerifier verifier, XsuaaTokenResponseFactory tokens) : IGrantHandler
{
    public const string Name = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public string Type => Name;

    public XsuaaTokenResponse IssueToken(AccessTokenRequest asked, ReceivedTokenParameters parameters)
    {
        var assertion = parameters["assertion"] ?? throw OAuthErrorException.CreateUnauthorized("Assertion is missing");
        if (!verifier.TryVerifyJwt(assertion, out var token, out var problem)) throw OAuthErrorException.CreateInvalidToken(problem);
        if (token.UserName is not { } name || UserDirectory.Find(name) is not { } user)
            throw OAuthErrorException.CreateInvalidToken("The assertion is not the token of a user");
        return tokens.CreateResponseWithRefreshToken((asked with { User = user, Origin = token.Origin ?? asked.Origin }).NarrowTo(parameters["scope"]));
    }
}

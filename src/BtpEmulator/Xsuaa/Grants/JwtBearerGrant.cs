namespace BtpEmulator;

/// <summary>RFC 7523: the token of a user, exchanged for one of another client.</summary>
internal sealed class JwtBearerGrant(TokenVerifier verifier, TokenIssue tokens) : IGrant
{
    public const string Name = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public string Type => Name;

    public TokenAnswer Answer(AccessTokenRequest asked, TokenParameters parameters)
    {
        var assertion = parameters["assertion"] ?? throw OAuthRefusal.Unauthorized("Assertion is missing");
        if (!verifier.TryVerifyJwt(assertion, out var token, out var problem)) throw OAuthRefusal.InvalidToken(problem);
        if (token.UserName is not { } name || UserDirectory.Find(name) is not { } user)
            throw OAuthRefusal.InvalidToken("The assertion is not the token of a user");
        return tokens.AnswerWithRefreshToken((asked with { User = user, Origin = token.Origin ?? asked.Origin }).NarrowTo(parameters["scope"]));
    }
}

using BtpEmulator.Bearer;

namespace BtpEmulator.Xsuaa.Grants;

/// <summary>The JWT bearer grant (RFC 7523): exchanges a user token for a token of another client.</summary>
internal sealed class JwtBearerHandler(BearerTokenVerifier verifier, XsuaaTokenResponseFactory tokens) : IGrantHandler
{
    public const string Name = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public string Type => Name;

    public XsuaaTokenResponse IssueToken(AccessTokenRequest request, ReceivedTokenParameters parameters)
    {
        string assertion = parameters["assertion"] ?? throw OAuthErrorException.CreateUnauthorized("Assertion is missing");
        if (!verifier.TryVerifyJwt(assertion, out BearerToken? token, out string? problem))
            throw OAuthErrorException.CreateInvalidToken(problem);
        if (token.UserName is not { } name || UserDirectory.Find(name) is not { } user)
            throw OAuthErrorException.CreateInvalidToken("The assertion is not the token of a user");
        return tokens.CreateResponseWithRefreshToken(
            (request with { User = user, Origin = token.Origin ?? request.Origin }).NarrowTo(parameters["scope"]));
    }
}

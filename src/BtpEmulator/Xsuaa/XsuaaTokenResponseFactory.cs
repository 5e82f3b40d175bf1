namespace BtpEmulator.Xsuaa;

/// <summary>Creates the token responses of accepted grants.</summary>
internal sealed class XsuaaTokenResponseFactory(Landscape landscape)
{
    private readonly AccessTokenIssuer issuer = new(landscape);

    public RefreshTokenStore RefreshTokens { get; } = new(landscape);

    public XsuaaTokenResponse CreateResponseWithRefreshToken(AccessTokenRequest request) => CreateResponse(request) with
    {
        RefreshToken = RefreshTokens.Issue(request),
    };

    public XsuaaTokenResponse CreateResponse(AccessTokenRequest request)
    {
        (string token, string jti) = issuer.Issue(request);
        if (request.IsOpaque) landscape.OpaqueTokens.Add(jti, token);
        return new XsuaaTokenResponse
        {
            AccessToken = request.IsOpaque ? jti : token,
            ExpiresIn = (long)request.Lifetime.TotalSeconds - 1,
            Scope = string.Join(' ', request.Scopes),
            Jti = jti,
        };
    }
}

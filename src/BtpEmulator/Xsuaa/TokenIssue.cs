namespace BtpEmulator;

/// <summary>Turns good grants into answers.</summary>
internal sealed class TokenIssue(Landscape landscape)
{
    private readonly AccessTokenIssuer issuer = new(landscape);

    public RefreshTokenStore RefreshTokens { get; } = new(landscape);

    public TokenAnswer AnswerWithRefreshToken(AccessTokenRequest request) => Answer(request) with
    {
        RefreshToken = RefreshTokens.Issue(request),
    };

    public TokenAnswer Answer(AccessTokenRequest request)
    {
        var (token, jti) = issuer.Issue(request);
        if (request.IsOpaque) landscape.OpaqueTokens.Add(jti, token);
        return new TokenAnswer
        {
            AccessToken = request.IsOpaque ? jti : token,
            ExpiresIn = (long)request.Lifetime.TotalSeconds - 1,
            Scope = string.Join(' ', request.Scopes),
            Jti = jti,
        };
    }
}

namespace BtpEmulator.Xsuaa.Grants;

/// <summary>The refresh token grant (RFC 6749 section 6).</summary>
internal sealed class RefreshTokenHandler(EmulatorSettings settings, XsuaaTokenResponseFactory tokens) : IGrantHandler
{
    public string Type => "refresh_token";

    public XsuaaTokenResponse IssueToken(AccessTokenRequest request, ReceivedTokenParameters parameters)
    {
        string refreshToken = parameters.GetRequired("refresh_token");
        AccessTokenRequest granted = tokens.RefreshTokens.Redeem(refreshToken, request.Client);
        AccessTokenRequest renewed = (request with
        {
            User = granted.User,
            Origin = granted.Origin,
            GrantType = granted.GrantType,
            Zone = granted.Zone,
            UaaUrl = granted.UaaUrl,
            Scopes = granted.Scopes,
        }).NarrowTo(parameters["scope"]);
        return settings.RotateRefreshTokens
            ? tokens.CreateResponseWithRefreshToken(renewed)
            : tokens.CreateResponse(renewed) with { RefreshToken = refreshToken };
    }
}

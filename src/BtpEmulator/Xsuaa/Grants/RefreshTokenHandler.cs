namespace BtpEmulator;

/// <summary>RFC 6749 section 6.</summary>
internal sealed class RefreshTokenHandler(EmulatorSettings settings, XsuaaTokenResponseFactory tokens) : IGrantHandler
{
    public string Type => "refresh_token";

    public XsuaaTokenResponse IssueToken(AccessTokenRequest asked, ReceivedTokenParameters parameters)
    {
        var sent = parameters.GetRequired("refresh_token");
        var granted = tokens.RefreshTokens.Redeem(sent, asked.Client);
        var request = (asked with
        {
            User = granted.User,
            Origin = granted.Origin,
            GrantType = granted.GrantType,
            Zone = granted.Zone,
            UaaUrl = granted.UaaUrl,
            Scopes = granted.Scopes,
        }).NarrowTo(parameters["scope"]);
        return settings.RotateRefreshTokens ? tokens.CreateResponseWithRefreshToken(request) : tokens.CreateResponse(request) with { RefreshToken = sent };
    }
}

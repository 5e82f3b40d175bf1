namespace BtpEmulator;

/// <summary>RFC 6749 section 6.</summary>
internal sealed class RefreshTokenGrant(EmulatorSettings settings, TokenIssue tokens) : IGrant
{
    public string Type => "refresh_token";

    public TokenAnswer Answer(AccessTokenRequest asked, TokenParameters parameters)
    {
        var sent = parameters.Required("refresh_token");
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
        return settings.RotateRefreshTokens ? tokens.AnswerWithRefreshToken(request) : tokens.Answer(request) with { RefreshToken = sent };
    }
}

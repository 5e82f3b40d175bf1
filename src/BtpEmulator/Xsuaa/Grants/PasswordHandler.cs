namespace BtpEmulator;

/// <summary>RFC 6749 section 4.3, and the UAA's passcode in place of name and password.</summary>
internal sealed class PasswordHandler(UserDirectory users, XsuaaTokenResponseFactory tokens) : IGrantHandler
{
    public string Type => "password";

    public XsuaaTokenResponse IssueToken(AccessTokenRequest asked, ReceivedTokenParameters parameters)
    {
        var origin = LoginHintParameter.ReadOrigin(parameters["login_hint"]);
        return tokens.CreateResponseWithRefreshToken((asked with { User = SignIn(parameters), Origin = origin }).NarrowTo(parameters["scope"]));
    }

    private User SignIn(ReceivedTokenParameters parameters)
    {
        if (parameters["passcode"] is { } passcode) return users.RedeemPasscode(passcode) ?? throw OAuthErrorException.CreateUnauthorized("Invalid passcode");
        return users.SignIn(parameters.GetRequired("username"), parameters.GetRequired("password")) ?? throw OAuthErrorException.CreateUnauthorized("Bad credentials");
    }
}

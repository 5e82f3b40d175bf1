namespace BtpEmulator.Xsuaa.Grants;

/// <summary>The password grant (RFC 6749 section 4.3). The UAA also accepts a passcode instead of the user name and password.</summary>
internal sealed class PasswordHandler(UserDirectory users, XsuaaTokenResponseFactory tokens) : IGrantHandler
{
    public string Type => "password";

    public XsuaaTokenResponse IssueToken(AccessTokenRequest request, ReceivedTokenParameters parameters)
    {
        string origin = LoginHintParameter.ReadOrigin(parameters["login_hint"]);
        return tokens.CreateResponseWithRefreshToken(
            (request with { User = SignIn(parameters), Origin = origin }).NarrowTo(parameters["scope"]));
    }

    private User SignIn(ReceivedTokenParameters parameters)
    {
        if (parameters["passcode"] is { } passcode)
            return users.RedeemPasscode(passcode) ?? throw OAuthErrorException.CreateUnauthorized("Invalid passcode");
        User? user = users.SignIn(parameters.GetRequired("username"), parameters.GetRequired("password"));
        return user ?? throw OAuthErrorException.CreateUnauthorized("Bad credentials");
    }
}

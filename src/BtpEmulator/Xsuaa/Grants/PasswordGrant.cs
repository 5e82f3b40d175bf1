namespace BtpEmulator;

/// <summary>RFC 6749 section 4.3, and the UAA's passcode in place of name and password.</summary>
internal sealed class PasswordGrant(UserDirectory users, TokenIssue tokens) : IGrant
{
    public string Type => "password";

    public TokenAnswer Answer(AccessTokenRequest asked, TokenParameters parameters)
    {
        var origin = LoginHint.Origin(parameters["login_hint"]);
        return tokens.AnswerWithRefreshToken((asked with { User = SignIn(parameters), Origin = origin }).NarrowTo(parameters["scope"]));
    }

    private User SignIn(TokenParameters parameters)
    {
        if (parameters["passcode"] is { } passcode) return users.RedeemPasscode(passcode) ?? throw OAuthRefusal.Unauthorized("Invalid passcode");
        return users.SignIn(parameters.Required("username"), parameters.Required("password")) ?? throw OAuthRefusal.Unauthorized("Bad credentials");
    }
}

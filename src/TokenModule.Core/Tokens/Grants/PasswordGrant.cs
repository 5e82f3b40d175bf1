using TokenModule.Http;

namespace TokenModule.Tokens.Grants;

/// <summary>A user's name and password (RFC 6749 section 4.3). The code of the second factor is appended to the password.</summary>
internal sealed class PasswordGrant(string userName, Secret password, Secret? oneTimeCode) : AuthorizationGrant
{
    public override GrantType Type => GrantType.Password;

    public override string Name => "password";

    public override string UserName { get; } = userName;

    // Without the one-time code, because the next code belongs to the same sign-in.
    public override string Fingerprint => password.Fingerprint;

    public override IReadOnlyList<Secret> Secrets => oneTimeCode is null ? [password] : [CombinedPassword, password, oneTimeCode];

    // Repeated failures lock the account, and a one-time code is valid once.
    public override ResendPolicy Resend => oneTimeCode is null ? ResendPolicy.IfNotProcessed : ResendPolicy.Never;

    public override bool IsReusable => true;

    public override IEnumerable<KeyValuePair<string, string>> Parameters =>
        [new("username", UserName), new("password", CombinedPassword.Reveal())];

    private Secret CombinedPassword => oneTimeCode is null ? password : new Secret(password.Reveal() + oneTimeCode.Reveal());
}

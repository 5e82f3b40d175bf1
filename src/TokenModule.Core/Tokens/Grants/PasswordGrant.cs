using TokenModule.Http;

namespace TokenModule.Tokens.Grants;

/// <summary>A user's name and password (RFC 6749, 4.3), the code of the second factor behind the password.</summary>
internal sealed class PasswordGrant(string userName, Secret password, Secret? oneTimeCode) : AuthorizationGrant
{
    public override GrantType Type => GrantType.Password;

    public override string Name => "password";

    public override string UserName { get; } = userName;

    // Without the code: the next one is for the same sign-in.
    public override string Fingerprint => password.Fingerprint;

    public override IReadOnlyList<Secret> Secrets => oneTimeCode is null ? [password] : [Sent, password, oneTimeCode];

    // A password sent again and again locks the account, and a one-time code is good once.
    public override ResendPolicy Resend => oneTimeCode is null ? ResendPolicy.IfNotProcessed : ResendPolicy.Never;

    public override bool IsReusable => true;

    public override IEnumerable<KeyValuePair<string, string>> Parameters => [new("username", UserName), new("password", Sent.Reveal())];

    private Secret Sent => oneTimeCode is null ? password : new Secret(password.Reveal() + oneTimeCode.Reveal());
}

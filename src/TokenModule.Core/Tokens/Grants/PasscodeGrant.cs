using TokenModule.Http;

namespace TokenModule.Tokens.Grants;

/// <summary>A passcode for single sign-on, from UAA's page <c>/passcode</c>. It is valid once, for five minutes.</summary>
internal sealed class PasscodeGrant(Secret passcode) : AuthorizationGrant
{
    public override GrantType Type => GrantType.Password;

    public override string Name => "password";

    public override string Fingerprint => passcode.Fingerprint;

    public override IReadOnlyList<Secret> Secrets => [passcode];

    public override ResendPolicy Resend => ResendPolicy.Never;

    public override IEnumerable<KeyValuePair<string, string>> Parameters => [new("passcode", passcode.Reveal())];
}

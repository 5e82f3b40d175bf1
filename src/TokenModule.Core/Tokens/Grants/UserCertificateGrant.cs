using TokenModule.Http;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.Tokens.Grants;

/// <summary>
/// A technical user with a client certificate. Its identity provider issues a passcode for the certificate, and the token endpoint accepts
/// the passcode as the password of the user. Each attempt gets a new passcode.
/// </summary>
internal sealed class UserCertificateGrant(string userName, ClientCertificate certificate, Uri identityProvider) : AuthorizationGrant
{
    public ClientCertificate Certificate { get; } = certificate;

    /// <summary>The page of SAP Cloud Identity Services that issues passcodes.</summary>
    public Uri PasscodeAddress { get; } = new(identityProvider.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/service/users/passcode");

    public override GrantType Type => GrantType.Password;

    public override string Name => "password";

    public override string UserName { get; } = userName;

    public override string Fingerprint => $"{Certificate.Fingerprint} {PasscodeAddress}";

    public override IReadOnlyList<Secret> Secrets => Certificate.Secrets;

    public override ResendPolicy Resend => ResendPolicy.IfNotProcessed;

    public override bool IsReusable => true;

    public override bool IsRenewable => true;
}

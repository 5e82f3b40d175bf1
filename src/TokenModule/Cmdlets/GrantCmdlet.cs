using System.Management.Automation;
using System.Security;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Tokens.Grants;

namespace TokenModule.Cmdlets;

/// <summary>The base class of a cmdlet that requests a token, with the parameters for the grant (RFC 6749 section 1.3).</summary>
public abstract class GrantCmdlet : NetworkCmdlet
{
    /// <summary>The grant type. The default follows from the other parameters, or else from the key.</summary>
    [Parameter(HelpMessage = "The grant: ClientCredentials, Password, RefreshToken, JwtBearer, AuthorizationCode or TokenExchange.")]
    [OneName]
    public GrantType? GrantType { get; set; }

    [Parameter(HelpMessage = "The user name and password for the password grant.")]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The second factor. It is appended to the password and sent only once.</summary>
    [Parameter(HelpMessage = "The one-time code of the second factor. It is sent once and never stored.")]
    [SecretArgument(AllowText = true)]
    public SecureString? OneTimeCode { get; set; }

    /// <summary>The code from the page /passcode of the UAA, for users who sign in with single sign-on.</summary>
    [Parameter(HelpMessage = "A passcode for single sign-on, from the page /passcode of the UAA.")]
    [SecretArgument(AllowText = true)]
    public SecureString? Passcode { get; set; }

    /// <summary>The origin key of the identity provider of the user.</summary>
    [Parameter(HelpMessage = "The origin key of the identity provider for the user, such as sap.ids.")]
    [ValidateNotNullOrEmpty]
    public string? Origin { get; set; }

    [Parameter(HelpMessage = "A refresh token as a SecureString, or an OAuthToken that has one.")]
    [SecretArgument(RefreshToken = true)]
    public SecureString? RefreshToken { get; set; }

    /// <summary>The token of a user, which is exchanged for a token of this client.</summary>
    [Parameter(HelpMessage = "A user's token to exchange for a token of this client, as an OAuthToken or a SecureString.")]
    [SecretArgument]
    public SecureString? Assertion { get; set; }

    /// <summary>The type of the token that an exchange returns: a URI, or a short name such as <c>id_token</c>.</summary>
    [Parameter(HelpMessage = "The type of the token that -GrantType TokenExchange returns.")]
    [ValidateNotNullOrEmpty]
    public string? RequestedTokenType { get; set; }

    /// <summary>
    /// The certificate of a technical user: certificates, the first with its private key, or the path of a PEM or PKCS#12 file, or a
    /// thumbprint of the user's personal store.
    /// </summary>
    [Parameter(HelpMessage = "The certificate of a technical user: an object, a file or a thumbprint.")]
    [ValidateNotNullOrEmpty]
    public object[] UserCertificate { get; set; } = [];

    /// <summary>The password of the file of -UserCertificate.</summary>
    [Parameter(HelpMessage = "The password of the file of -UserCertificate.")]
    [SecretArgument]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>The name of the technical user.</summary>
    [Parameter(HelpMessage = "The name of the technical user of -UserCertificate.")]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>The URL of the tenant of SAP Cloud Identity Services in which the certificate is registered.</summary>
    [Parameter(HelpMessage = "The URL of the tenant of SAP Cloud Identity Services that knows the certificate of -UserCertificate.")]
    [ValidateNotNull]
    public Uri? IdentityProvider { get; set; }

    /// <summary>The port on this computer that receives the redirect of the browser. By default, any free port.</summary>
    [Parameter(HelpMessage = "The port of this computer that receives the redirect of the browser, from 1 to 65535.")]
    [ValidateRange(1, 65535)]
    public int? RedirectPort { get; set; }

    /// <returns>The grant of the parameters, or null when they contain no credential and no token.</returns>
    private protected AuthorizationGrant? CreateGrantOrDefault()
    {
        PSCredential? credential = Credential == PSCredential.Empty ? null : Credential;
        UserCertificateGrant? certificate = UserCertificateArguments.CreateGrantOrDefault(this);
        object?[] specified = [credential, OneTimeCode, Passcode, RefreshToken, Assertion, RequestedTokenType, certificate];
        if (specified.All(value => value is null))
            return null;

        GrantInput input = new()
        {
            UserName = credential?.UserName,
            Password = ToSecretOrDefault(credential?.Password),
            OneTimeCode = ToSecretOrDefault(OneTimeCode),
            Passcode = ToSecretOrDefault(Passcode),
            RefreshToken = ToSecretOrDefault(RefreshToken),
            Assertion = ToSecretOrDefault(Assertion),
            RequestedTokenType = RequestedTokenType is null ? null : TokenExchangeGrant.CompleteType(RequestedTokenType),
            UserCertificate = certificate,
        };
        return input.ChooseGrantOrDefault(GrantType);
    }

    private protected static Secret? ToSecretOrDefault(SecureString? value) => value is null ? null : new Secret(value);
}

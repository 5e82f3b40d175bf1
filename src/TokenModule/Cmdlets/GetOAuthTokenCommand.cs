using System.Collections;
using System.Management.Automation;
using System.Security;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;
using TokenModule.Tokens.SignIn;

namespace TokenModule.Cmdlets;

/// <summary>Gets an access token for a service key, from the cache of the session or from the token endpoint.</summary>
[Cmdlet(VerbsCommon.Get, "OAuthToken", DefaultParameterSetName = ObjectSet)]
[Alias("Get-BtpToken")]
[OutputType(typeof(OAuthToken), ParameterSetName = [ObjectSet])]
[OutputType(typeof(string), ParameterSetName = [PlainTextSet])]
[OutputType(typeof(SecureString), ParameterSetName = [SecureStringSet])]
[OutputType(typeof(Hashtable), ParameterSetName = [HeaderSet])]
public sealed class GetOAuthTokenCommand : NetworkCmdlet
{
    private const string ObjectSet = "Object";
    private const string PlainTextSet = "PlainText";
    private const string SecureStringSet = "SecureString";
    private const string HeaderSet = "Header";

    private readonly SignInAttempts attempts = new();

    /// <summary>A key, or its name. The default is the only key of the session.</summary>
    [Parameter(
        Position = 0, ValueFromPipeline = true,
        HelpMessage = "The key from Import-ServiceKey, or its name or client id in this session.")]
    [ServiceKeyArgument]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public ServiceKey? ServiceKey { get; set; }

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

    /// <summary>The APIs or applications that the token is for, as in calls from one application of IAS to another.</summary>
    [Parameter(HelpMessage = "The API that the token is for, when an application of SAP Cloud Identity Services calls another one.")]
    [ValidateNotNullOrEmpty]
    public string[] Resource { get; set; } = [];

    [Parameter(HelpMessage = "The scopes to request, by their full names, such as cis-central!b14.global-account.read.")]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [];

    /// <summary>The subdomain of another tenant.</summary>
    [Parameter(HelpMessage = "The subdomain of another tenant.")]
    [ValidateNotNullOrEmpty]
    public string? Subdomain { get; set; }

    /// <summary>The id of another tenant.</summary>
    [Parameter(HelpMessage = "The id of another tenant, sent in the header x-zid.")]
    [ValidatePattern(@"^[\w.-]+$")]
    public string? ZoneId { get; set; }

    /// <summary>Additional parameters of the token request for servers that require them. Objects are sent as JSON.</summary>
    [Parameter(HelpMessage = "Additional parameters of the token request, such as @{ token_format = 'opaque' }.")]
    [ValidateTokenParameters]
    public IDictionary? AdditionalParameter { get; set; }

    [Parameter(HelpMessage = "How the client id and secret are sent: Body, Basic or BasicRaw.")]
    [OneName]
    public ClientAuthentication ClientAuthentication { get; set; }

    /// <summary>The port on this computer that receives the redirect of the browser. By default, any free port.</summary>
    [Parameter(HelpMessage = "The port of this computer that receives the redirect of the browser, from 1 to 65535.")]
    [ValidateRange(1, 65535)]
    public int? RedirectPort { get; set; }

    [Parameter(HelpMessage = "Requests a new token even if the cache contains a valid one.")]
    public SwitchParameter ForceRefresh { get; set; }

    /// <summary>The remaining lifetime that the token must have.</summary>
    [Parameter(HelpMessage = "The minimum remaining lifetime of the token as a TimeSpan.")]
    [LifetimeArgument]
    public TimeSpan MinimumLifetime { get; set; }

    /// <summary>Does not use a cached token, and does not cache the new token.</summary>
    [Parameter(HelpMessage = "Ignores the cache: the command neither returns a cached token nor stores the new one.")]
    public SwitchParameter NoCache { get; set; }

    [Parameter(
        ParameterSetName = PlainTextSet, Mandatory = true,
        HelpMessage = "Returns the token as text, for programs that accept only text.")]
    public SwitchParameter AsPlainText { get; set; }

    [Parameter(ParameterSetName = SecureStringSet, Mandatory = true, HelpMessage = "Returns the token as a SecureString.")]
    public SwitchParameter AsSecureString { get; set; }

    [Parameter(
        ParameterSetName = HeaderSet, Mandatory = true,
        HelpMessage = "Returns a hashtable with the header Authorization, for the -Headers parameter of other commands.")]
    public SwitchParameter AsHeader { get; set; }

    protected override void ProcessRecord()
    {
        Guard(ServiceKey, () => WriteObject(FormatOutput(GetToken(ModuleSession.Keys.Resolve(ServiceKey)))));
    }

    private OAuthToken GetToken(ServiceKey key)
    {
        WarnAboutCertificate(key);
        TokenRequest request = CreateRequest(key);
        OAuthToken token = request.NeedsNewSignIn ? GetWithSignIn(request) : RequestToken(request);
        if (MinimumLifetime > TimeSpan.Zero && token.ExpiresIn < MinimumLifetime)
        {
            string lifetime = Duration.Format(token.ExpiresIn);
            WriteWarning($"The token is valid for only {lifetime}, because the server issues no longer-lived tokens to '{key.Name}'.");
        }

        if (request.Scopes.Count > 0 && token.Scopes.Count > 0 && request.Scopes.Except(token.Scopes).ToArray() is { Length: > 0 } denied)
            WriteWarning($"The server did not grant all scopes; missing: {string.Join(", ", denied)}.");
        return token;
    }

    private OAuthToken RequestToken(TokenRequest request)
    {
        try
        {
            return Await(attempts.GetTokenAsync(ModuleSession.Tokens, request, StoppingToken));
        }
        catch (TokenRequestException e) when (e.Failure == Failure.CredentialRequired)
        {
            if (SignInOrDefault(request) is not { } entered)
                throw;
            return Exchange(request, entered);
        }
    }

    private OAuthToken GetWithSignIn(TokenRequest request)
    {
        return SignInOrDefault(request) is { } entered ? Exchange(request, entered) : RequestToken(request);
    }

    private OAuthToken Exchange(TokenRequest request, AuthorizationGrant entered)
    {
        TokenRequest signIn = request with { Grant = entered, UserName = entered.UserName };
        return Await(attempts.GetTokenAsync(ModuleSession.Tokens, signIn, StoppingToken));
    }

    private TokenRequest CreateRequest(ServiceKey key)
    {
        AuthorizationGrant? grant = GrantInput?.ChooseGrantOrDefault(GrantType);
        TokenRequest request = new(key, grant?.Type ?? GrantType ?? key.GrantType, grant)
        {
            Origin = Origin,
            Scopes = Scope.Length == 0 ? [] : [.. Scope.SelectMany(s => s.Split([' '], StringSplitOptions.RemoveEmptyEntries))],
            AdditionalParameters = AdditionalParameter is null ? [] : TokenParameterValues.FromDictionary(AdditionalParameter),
            Resources = [.. Resource.Select(ResourceName.Complete)],
            ClientAuthentication = ClientAuthentication,
            ForceRefresh = ForceRefresh,
            MinimumLifetime = MinimumLifetime,
            NoCache = NoCache,
            Network = Network,
        };
        TokenRequest ofTenant = ZoneId is null ? request : request.WithZone(ZoneId);
        return Subdomain is null ? ofTenant : ofTenant.WithSubdomain(Subdomain);
    }

    private GrantInput? GrantInput
    {
        get
        {
            PSCredential? credential = Credential == PSCredential.Empty ? null : Credential;
            UserCertificateGrant? certificate = UserCertificateArguments.CreateGrantOrDefault(this);
            object?[] specified = [credential, OneTimeCode, Passcode, RefreshToken, Assertion, RequestedTokenType, certificate];
            return specified.All(value => value is null) ? null : new GrantInput
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
        }
    }

    /// <returns>The grant of a user who signs in now, or null when the grant type needs no user or a prompt is not possible.</returns>
    private AuthorizationGrant? SignInOrDefault(TokenRequest request) => request.GrantType switch
    {
        TokenModule.GrantType.Password when CredentialPrompt.PromptOrDefault(Host, request.Key) is { } entered =>
            new PasswordGrant(entered.UserName, new Secret(entered.Password), ToSecretOrDefault(OneTimeCode)),
        TokenModule.GrantType.AuthorizationCode =>
            Await(BrowserSignIn.AuthorizeAsync(
                request, RedirectPort ?? 0, AnnounceSignIn, SignInTimeout, ModuleSession.Clock, StoppingToken)),
        _ => null,
    };

    // The default timeout of a request is too short for a person.
    private TimeSpan SignInTimeout => MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec))
        ? TimeSpan.FromSeconds(TimeoutSec)
        : TimeSpan.FromMinutes(5);

    private void AnnounceSignIn(Uri address, bool isOpening)
    {
        string instruction = isOpening
            ? "Sign in with the browser that opens. If no browser opens, open this address:"
            : "To sign in, open this address with a browser on this computer:";
        string message = $"{instruction}{Environment.NewLine}{address.AbsoluteUri.Replace("|", "%7C")}";
        WriteInformation(new HostInformationMessage { Message = message }, ["PSHOST"]);
    }

    private static Secret? ToSecretOrDefault(SecureString? value) => value is null ? null : new Secret(value);

    private object FormatOutput(OAuthToken token) => ParameterSetName switch
    {
        PlainTextSet => token.Value.Reveal(),
        SecureStringSet => token.AccessToken,
        HeaderSet => new Hashtable(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = "Bearer " + token.Value.Reveal() },
        _ => token,
    };
}

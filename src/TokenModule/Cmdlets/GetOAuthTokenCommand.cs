using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using TokenModule.Tokens;

namespace TokenModule.Cmdlets;

/// <summary>Gets an access token for a service key: from the session's cache, or from the token endpoint.</summary>
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

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NotText("Import-ServiceKey")]
    public ServiceKey? ServiceKey { get; set; }

    /// <summary>When not given: Password where a credential is, else what the key says.</summary>
    [Parameter]
    [ValidateSet(nameof(TokenModule.GrantType.ClientCredentials), nameof(TokenModule.GrantType.Password))]
    public GrantType? GrantType { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The second factor. Sent once, appended to the password.</summary>
    [Parameter]
    public SecureString? OneTimeCode { get; set; }

    [Parameter]
    public SwitchParameter ForceRefresh { get; set; }

    [Parameter(ParameterSetName = PlainTextSet, Mandatory = true)]
    public SwitchParameter AsPlainText { get; set; }

    [Parameter(ParameterSetName = SecureStringSet, Mandatory = true)]
    public SwitchParameter AsSecureString { get; set; }

    [Parameter(ParameterSetName = HeaderSet, Mandatory = true)]
    public SwitchParameter AsHeader { get; set; }

    protected override void ProcessRecord() => Guard(ServiceKey, () => WriteObject(Output(Token(ServiceKey!))));

    private OAuthToken Token(ServiceKey key)
    {
        bool isGiven = Credential is not null && Credential != PSCredential.Empty;
        GrantType grant = GrantType ?? (isGiven ? TokenModule.GrantType.Password : key.GrantType);
        TokenRequest request = new(key, grant) { ForceRefresh = ForceRefresh, Network = Network };
        if (grant != TokenModule.GrantType.Password)
            return Get(request);
        if (isGiven)
            return Get(SignIn(request, Credential!));

        try
        {
            return Get(request);
        }
        catch (TokenRequestException e) when (e.Failure == Failure.CredentialRequired && Prompt(key) is { } entered)
        {
            return Get(SignIn(request, entered));
        }
    }

    private OAuthToken Get(TokenRequest request) => Await(ModuleSession.Tokens.GetTokenAsync(request, Stopped));

    private TokenRequest SignIn(TokenRequest request, PSCredential credential) => request with
    {
        UserName = credential.UserName,
        Password = new Secret(credential.Password),
        OneTimeCode = OneTimeCode is null ? null : new Secret(OneTimeCode),
    };

    /// <returns>What the user enters, or null where nobody can be asked.</returns>
    private PSCredential? Prompt(ServiceKey key)
    {
        if (Console.IsInputRedirected || !Environment.UserInteractive)
            return null;

        try
        {
            // A target name would be put before the user name, as a domain.
            return Host.UI.PromptForCredential("Sign in", $"User and password for {key.Name} ({key.TokenUrl.Host}).", userName: string.Empty, targetName: string.Empty);
        }
        catch (HostException)
        {
            return null;
        }
        catch (PSInvalidOperationException)
        {
            // PowerShell was started with -NonInteractive.
            return null;
        }
    }

    private object Output(OAuthToken token) => ParameterSetName switch
    {
        PlainTextSet => token.Value.Reveal(),
        SecureStringSet => token.AccessToken,
        HeaderSet => new Hashtable(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = "Bearer " + token.Value.Reveal() },
        _ => token,
    };
}

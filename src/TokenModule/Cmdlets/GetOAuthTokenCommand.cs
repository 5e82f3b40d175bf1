using System.Collections;
using System.Management.Automation;
using System.Security;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;

namespace TokenModule.Cmdlets;

/// <summary>Gets an access token for a service key, from the cache of the session or from the token endpoint.</summary>
[Cmdlet(VerbsCommon.Get, "OAuthToken", DefaultParameterSetName = ObjectSet)]
[Alias("Get-BtpToken")]
[OutputType(typeof(OAuthToken), ParameterSetName = [ObjectSet])]
[OutputType(typeof(string), ParameterSetName = [PlainTextSet])]
[OutputType(typeof(SecureString), ParameterSetName = [SecureStringSet])]
[OutputType(typeof(Hashtable), ParameterSetName = [HeaderSet])]
public sealed class GetOAuthTokenCommand : SignInCmdlet
{
    private const string ObjectSet = "Object";
    private const string PlainTextSet = "PlainText";
    private const string SecureStringSet = "SecureString";
    private const string HeaderSet = "Header";

    /// <summary>A key, or its name. The default is the only key of the session.</summary>
    [Parameter(
        Position = 0, ValueFromPipeline = true,
        HelpMessage = "The key from Import-ServiceKey, or its name or client id in this session.")]
    [ServiceKeyArgument]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public ServiceKey? ServiceKey { get; set; }

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
        OAuthToken token = RequestToken(request);
        if (MinimumLifetime > TimeSpan.Zero && token.ExpiresIn < MinimumLifetime)
        {
            string lifetime = Duration.Format(token.ExpiresIn);
            WriteWarning($"The token is valid for only {lifetime}, because the server issues no longer-lived tokens to '{key.Name}'.");
        }

        if (request.Scopes.Count > 0 && token.Scopes.Count > 0 && request.Scopes.Except(token.Scopes).ToArray() is { Length: > 0 } denied)
            WriteWarning($"The server did not grant all scopes; missing: {NameList.Join(denied)}.");
        return token;
    }

    private TokenRequest CreateRequest(ServiceKey key)
    {
        AuthorizationGrant? grant = CreateGrantOrDefault();
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
        TokenRequest zoned = ZoneId is null ? request : request.WithZone(ZoneId);
        return Subdomain is null ? zoned : zoned.WithSubdomain(Subdomain);
    }

    private object FormatOutput(OAuthToken token) => ParameterSetName switch
    {
        PlainTextSet => token.Value.Reveal(),
        SecureStringSet => token.AccessToken,
        HeaderSet => new Hashtable(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = "Bearer " + token.Value.Reveal() },
        _ => token,
    };
}

using System.Collections;
using System.Management.Automation;
using TokenModule.Api;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.Tokens;

namespace TokenModule.Cmdlets;

/// <summary>The base class of cmdlets that call an API, with the parameters for the target of the call and its key or token.</summary>
public abstract class ApiTargetCmdlet : NetworkCmdlet
{
    private protected const string KeyPathSet = "KeyPath";
    private protected const string KeyUriSet = "KeyUri";
    private protected const string TokenPathSet = "TokenPath";
    private protected const string TokenUriSet = "TokenUri";

    private PipelineInput? pipeline;

    /// <summary>The path relative to the endpoint, as in the documentation of the service. Each piped text is a path.</summary>
    [Parameter(
        ParameterSetName = KeyPathSet, Position = 0, ValueFromPipeline = true,
        HelpMessage = "The path relative to the endpoint. Each piped text is a path.")]
    [Parameter(ParameterSetName = TokenPathSet, Position = 0, ValueFromPipeline = true)]
    [PathArgument]
    [ArgumentCompleter(typeof(PathCompleter))]
    public string? Path { get; set; }

    /// <summary>An absolute address. It must have the origin of an endpoint of the key.</summary>
    [Parameter(ParameterSetName = KeyUriSet, Mandatory = true, HelpMessage = "A complete address, instead of -Endpoint and -Path.")]
    [Parameter(ParameterSetName = TokenUriSet, Mandatory = true)]
    public Uri? Uri { get; set; }

    /// <summary>The id of an operation of the catalog. It sets the endpoint, the method and the path.</summary>
    [Parameter(ParameterSetName = KeyPathSet, HelpMessage = "The id of an operation of the catalog, such as getSubaccounts.")]
    [Parameter(ParameterSetName = TokenPathSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OperationCompleter))]
    public string? Operation { get; set; }

    /// <summary>The values of the placeholders in the path.</summary>
    [Parameter(
        ParameterSetName = KeyPathSet,
        HelpMessage = "The values of the placeholders in the path of -Operation or -Path, as a hashtable.")]
    [Parameter(ParameterSetName = TokenPathSet)]
    [ArgumentCompleter(typeof(PathParameterCompleter))]
    public IDictionary? PathParameter { get; set; }

    /// <summary>An object whose id fills the placeholders of the operation.</summary>
    [Parameter(
        ParameterSetName = KeyPathSet, ValueFromPipeline = true,
        HelpMessage = "An object from the pipeline, whose id fills the placeholder of the operation.")]
    [Parameter(ParameterSetName = TokenPathSet, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The endpoint to which the path is relative, by its short name or its name in the key.</summary>
    [Parameter(
        ParameterSetName = KeyPathSet,
        HelpMessage = "The endpoint to which the path is relative: its short name, such as accounts, or its name in the key.")]
    [Parameter(ParameterSetName = TokenPathSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public string? Endpoint { get; set; }

    /// <summary>Additional hosts to which the token may be sent.</summary>
    [Parameter(HelpMessage = "Hosts to which the token may be sent in addition to the hosts of the key.")]
    [ValidateNotNullOrEmpty]
    public string[] AllowHost { get; set; } = [];

    /// <summary>A key, or its name. The default is the only key of the session.</summary>
    [Parameter(
        ParameterSetName = KeyPathSet, ValueFromPipeline = true,
        HelpMessage = "The key from Import-ServiceKey, or its name or client id in this session.")]
    [Parameter(ParameterSetName = KeyUriSet, ValueFromPipeline = true)]
    [ServiceKeyArgument]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public ServiceKey? ServiceKey { get; set; }

    /// <summary>A token instead of a key. It may be sent to the endpoints of the key for which it was issued.</summary>
    [Parameter(
        ParameterSetName = TokenPathSet, Mandatory = true, ValueFromPipeline = true,
        HelpMessage = "A token from Get-OAuthToken, instead of a key.")]
    [Parameter(ParameterSetName = TokenUriSet, Mandatory = true, ValueFromPipeline = true)]
    [NotText("Get-OAuthToken")]
    public OAuthToken? Token { get; set; }

    [Parameter(HelpMessage = "Get, Post, Put, Patch or Delete.")]
    [OneName]
    public ApiMethod Method { get; set; }

    [Parameter(HelpMessage = "The names and values of the query as a hashtable.")]
    [ArgumentCompleter(typeof(QueryCompleter))]
    public IDictionary? Query { get; set; }

    /// <summary>The key whose token is sent, or null for the only key of the session.</summary>
    private protected ServiceKey? ItemKey => (HasItemKey ? ServiceKey : null) ?? ItemToken?.Request.Key;

    /// <summary>The token of this item, or null when the token source provides the token.</summary>
    // PowerShell prefers the parameter sets of a key, which bind a piped token to -InputObject.
    private protected OAuthToken? ItemToken => Token ?? InputObject?.BaseObject as OAuthToken;

    /// <summary>The operation of this item, after <see cref="ResolveItem"/>. Null without an operation.</summary>
    private protected BtpOperation? ItemOperation { get; private set; }

    private PipelineInput Pipeline => pipeline ??= new PipelineInput(MyInvocation);

    // PowerShell also binds piped paths and piped objects to -ServiceKey. False when -ServiceKey contains one of those.
    private bool HasItemKey => Operation is null
        ? !Pipeline.IsPath(Path)
        : Pipeline.HasKeyArgument || Pipeline.HasObjectArgument || InputObject?.BaseObject is TokenModule.ServiceKey or string;

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        pipeline = new PipelineInput(MyInvocation);
    }

    /// <summary>Finds the key and the target of this item of the pipeline.</summary>
    /// <exception cref="BtpException">The key, the endpoint, the operation or the path is not valid.</exception>
    private protected (TokenRequest TokenRequest, ResolvedTarget Target) ResolveItem()
    {
        ItemOperation = null;
        if (Operation is null)
        {
            Pipeline.RequirePath(Path, Method);
            Pipeline.AcceptPath(Path);
        }
        else
        {
            Pipeline.RequireObject(InputObject, Path);
        }

        TokenRequest tokenRequest = ItemToken?.Request ?? TokenRequest.FromKey(ModuleSession.Keys.Resolve(ItemKey));
        if (Operation is null)
            Pipeline.AcceptKey(Path, Method, Endpoint);

        ResolvedTarget target = CreateTarget().Resolve(tokenRequest.Key);
        object? keyOrToken = ItemToken ?? (HasItemKey ? (object?)ServiceKey : null);
        Pipeline.RequireEffect(InputObject, Operation is null ? Path : null, keyOrToken, target);
        ItemOperation = target.Operation;
        return (tokenRequest, target);
    }

    private CallTarget CreateTarget() => new()
    {
        OperationId = Operation,
        Path = Path,
        Address = Uri,
        Endpoint = Endpoint,
        Method = MyInvocation.BoundParameters.ContainsKey(nameof(Method)) ? new HttpMethod(Method.ToString().ToUpperInvariant()) : null,
        PathParameters = PathValues.FromDictionary(PathParameter),
        Entity = PathEntity.FromObjectOrDefault(InputObject),
        Query = QueryParameters.FromDictionary(Query),
        AllowedHosts = AllowHost,
    };
}

using System.Collections;
using System.Management.Automation;
using System.Text;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.Cmdlets.Objects;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Cmdlets;

/// <summary>A cmdlet that calls an API, with the parameters that say which, with whose token, and what is sent.</summary>
public abstract class ApiRequestCmdlet : NetworkCmdlet
{
    private protected const string KeyPathSet = "KeyPath";
    private protected const string KeyUriSet = "KeyUri";
    private protected const string TokenPathSet = "TokenPath";
    private protected const string TokenUriSet = "TokenUri";

    private bool isPiped;
    private bool isPathPiped;
    private bool hasKeyItem;
    private bool hasPathItem;

    /// <summary>Relative to the endpoint, as the service's documentation writes it. Piped text is a path each.</summary>
    [Parameter(ParameterSetName = KeyPathSet, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = TokenPathSet, Position = 0, ValueFromPipeline = true)]
    [PathArgument]
    [ArgumentCompleter(typeof(PathCompleter))]
    public string? Path { get; set; }

    /// <summary>A whole address, at an origin of the key.</summary>
    [Parameter(ParameterSetName = KeyUriSet, Mandatory = true)]
    [Parameter(ParameterSetName = TokenUriSet, Mandatory = true)]
    public Uri? Uri { get; set; }

    /// <summary>The endpoint of the key that the path is relative to, by its short name or as the key calls it.</summary>
    [Parameter(ParameterSetName = KeyPathSet)]
    [Parameter(ParameterSetName = TokenPathSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public string? Endpoint { get; set; }

    /// <summary>Hosts besides the key's own that the token may go to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AllowHost { get; set; } = [];

    /// <summary>A key, or the name of one; the session's only key where it is not given.</summary>
    [Parameter(ParameterSetName = KeyPathSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = KeyUriSet, ValueFromPipeline = true)]
    [ServiceKeyArgument]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public ServiceKey? ServiceKey { get; set; }

    /// <summary>A token in place of a key; the key it was got with says where it may go.</summary>
    [Parameter(ParameterSetName = TokenPathSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = TokenUriSet, Mandatory = true, ValueFromPipeline = true)]
    [NotText("Get-OAuthToken")]
    public OAuthToken? Token { get; set; }

    [Parameter]
    [OneName]
    public ApiMethod Method { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(QueryCompleter))]
    public IDictionary? Query { get; set; }

    /// <summary>Text and bytes are sent as they are, anything else as JSON.</summary>
    [Parameter]
    public object? Body { get; set; }

    /// <summary>How many levels a body may have; deeper ones are refused, not cut.</summary>
    [Parameter]
    [ValidateRange(1, JsonBody.Deepest)]
    public int Depth { get; set; } = JsonBody.Deepest;

    /// <summary>The parts of a form: files as Get-Item gives them, objects as JSON, anything else as text.</summary>
    [Parameter]
    public IDictionary? Form { get; set; }

    /// <summary>A file that is the body.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InFile { get; set; }

    /// <summary>JSON where it is not given, and for a file what its name says.</summary>
    [Parameter]
    [ValidatePattern(@"^[\w!#$&^.+-]+/[\w!#$&^.+-]+(;[ -~]*)?$")]
    public string? ContentType { get; set; }

    [Parameter]
    [ValidateHeaders]
    public IDictionary? Headers { get; set; }

    /// <summary>Sent as X-CorrelationID, so that the call is found again in the service's logs; in every error.</summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z0-9_-]{1,64}$")]
    public string? CorrelationId { get; set; }

    /// <summary>Whose token it is; null for the session's only key.</summary>
    // Piped text is bound to all that takes text, and it is a path where none is given.
    private protected ServiceKey? ItemKey => isPiped && !string.IsNullOrEmpty(Path) ? null : ServiceKey ?? Token?.Request.Key;

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Dictionary<string, object> bound = MyInvocation.BoundParameters;
        isPiped = !bound.ContainsKey(nameof(Path)) && !bound.ContainsKey(nameof(ServiceKey));
        isPathPiped = MyInvocation.ExpectingInput && !bound.ContainsKey(nameof(Path)) && !bound.ContainsKey(nameof(Uri)) && (bound.ContainsKey(nameof(ServiceKey)) || bound.ContainsKey(nameof(Token)));
    }

    /// <summary>The call of this item of the pipeline.</summary>
    /// <exception cref="BtpException">There is no key, endpoint, path or body of that kind.</exception>
    private protected BtpApiRequest CreateRequest()
    {
        bool isItem = isPiped && MyInvocation.ExpectingInput && Uri is null;
        bool isPath = !string.IsNullOrEmpty(Path);
        if (isItem && isPath)
            AcceptPathItem();

        TokenRequest tokenRequest = Token?.Request ?? TokenRequest.FromKey(ModuleSession.Keys.Resolve(ItemKey));
        if (isItem && !isPath)
            AcceptKeyItem();

        NetworkOptions network = Network;
        return new BtpApiRequest(new HttpMethod(Method.ToString().ToUpperInvariant()), BuildUri(tokenRequest.Key), tokenRequest with { Network = network })
        {
            Token = Token,
            Body = CreateBody(),
            Headers = CreateHeaders(),
            CorrelationId = CorrelationId,
            AllowedHosts = AllowHost,
            Network = network,
        };
    }

    /// <summary>What is being done, as progress shows it: without a query, whose values can be secret.</summary>
    private protected string Activity => $"{Method} {(Path ?? (Uri is { IsAbsoluteUri: true } address ? address.AbsolutePath : null))?.Split('?')[0]}";

    private protected override Action<TransferProgress>? TransferProgress
    {
        get
        {
            TransferRecord transfer = new(Activity);
            return progress => ReportProgress(transfer.CreateRecord(progress));
        }
    }

    private static BtpApiException CreateMixedItemsError() => new(
        Failure.RequestInvalid,
        "Keys and paths were piped together. The request was not sent.",
        "Pipe the keys and pass -Path, or pipe the paths and pass -ServiceKey.");

    // If keys and paths are mixed, it is unknown which key a path belongs to.
    private void AcceptPathItem()
    {
        hasPathItem = true;
        if (hasKeyItem)
            throw CreateMixedItemsError();
    }

    private void AcceptKeyItem()
    {
        hasKeyItem = true;
        if (hasPathItem)
            throw CreateMixedItemsError();

        if (Method != ApiMethod.Get && Endpoint is null)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                $"-Path is missing, and {Method.ToString().ToUpperInvariant()} at the root of a service can change a whole collection. "
                    + "The request was not sent.",
                "Pass -Path. The root is -Path /.");
        }
    }

    private Uri BuildUri(ServiceKey key)
    {
        // An empty line in a list is a mistake. It would address the root, which can be a whole collection.
        if (isPathPiped && string.IsNullOrWhiteSpace(Path))
            {
            throw new BtpApiException(
                Failure.RequestInvalid, "A piped path is empty. The request was not sent.", "Remove the empty path. The root is /.");
        }

        Uri address = Uri is null ? ApiAddress.ResolvePath(EndpointName.Resolve(key, Endpoint), Path ?? string.Empty) : ApiAddress.RequireAllowed(Uri, key, AllowHost);
        return QueryString.Append(address, QueryParameters.FromDictionary(Query));
    }

    private IReadOnlyList<KeyValuePair<string, string>> CreateHeaders()
    {
        IReadOnlyList<KeyValuePair<string, string>> given = QueryParameters.FromDictionary(Headers);
        bool hasAccept = given.Any(h => string.Equals(h.Key, "Accept", StringComparison.OrdinalIgnoreCase));
        return hasAccept ? given : [new("Accept", MediaTypes.Json), .. given];
    }

    private RequestBody? CreateBody()
    {
        if (new object?[] { Body, Form, InFile }.Count(given => given is not null) > 1)
            {
            throw new BtpApiException(
                Failure.RequestInvalid, "Several of -Body, -Form and -InFile were specified. The request was not sent.", "Use only one of these parameters.");
        }

        if (Method == ApiMethod.Get && (Body ?? Form ?? (object?)InFile) is not null)
            {
            throw new BtpApiException(
                Failure.RequestInvalid, "A GET request cannot have a body. The request was not sent.", "Specify the method: -Method Post, Put or Patch.");
        }

        return Form is not null ? new FormBody(FormParts.CreateParts(Form))
            : InFile is not null ? new FileBody(SentFile.FromPath(FilePath.Resolve(this, InFile, Failure.FileNotReadable)), ContentType)
            : Body is not null ? new BytesBody(GetBodyBytes(), ContentType ?? MediaTypes.Json)
            : null;
    }

    private byte[] GetBodyBytes() => (Body is PSObject wrapped ? wrapped.BaseObject : Body) switch
    {
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        _ => JsonBody.Serialize(Body!, Depth),
    };
}

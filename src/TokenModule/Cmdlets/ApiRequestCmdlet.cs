using System.Collections;
using System.Management.Automation;
using System.Text;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Api.Operations;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.Cmdlets.Objects;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Cmdlets;

/// <summary>The base class of cmdlets that call an API. It creates the request from the parameters.</summary>
public abstract class ApiRequestCmdlet : NetworkCmdlet
{
    private protected const string KeyPathSet = "KeyPath";
    private protected const string KeyUriSet = "KeyUri";
    private protected const string TokenPathSet = "TokenPath";
    private protected const string TokenUriSet = "TokenUri";

    private bool isPiped;
    private bool hasKeyArgument;
    private bool isPathPiped;
    private bool hasKeyItem;
    private bool hasPathItem;

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

    /// <summary>The body. Text and bytes are sent unchanged, and other objects as JSON.</summary>
    [Parameter(HelpMessage = "The body of the request.")]
    [ArgumentCompleter(typeof(BodyCompleter))]
    public object? Body { get; set; }

    /// <summary>The maximum number of levels of a body. A deeper body is an error and is not truncated.</summary>
    [Parameter(HelpMessage = "The maximum depth of the body, from 1 to 64.")]
    [ValidateRange(1, JsonBody.MaximumDepth)]
    public int Depth { get; set; } = JsonBody.MaximumDepth;

    /// <summary>The parts of a form. Files from Get-Item are sent as files, objects as JSON, and other values as text.</summary>
    [Parameter(HelpMessage = "The parts of a multipart form as a hashtable.")]
    public IDictionary? Form { get; set; }

    /// <summary>The file that contains the body.</summary>
    [Parameter(HelpMessage = "A file to send as the body.")]
    [ValidateNotNullOrEmpty]
    public string? InFile { get; set; }

    /// <summary>The media type of the body. The default is JSON, or follows from the extension of the file.</summary>
    [Parameter(HelpMessage = "The media type of the body, such as text/csv.")]
    [ValidatePattern(@"^[\w!#$&^.+-]+/[\w!#$&^.+-]+(;[ -~]*)?$")]
    public string? ContentType { get; set; }

    [Parameter(HelpMessage = "Additional headers as a hashtable.")]
    [ValidateHeaders]
    public IDictionary? Headers { get; set; }

    /// <summary>The value of the header X-CorrelationID. The logs of the service and all errors contain it.</summary>
    [Parameter(HelpMessage = "The value of the header X-CorrelationID, with which the call can be found in the logs of the service.")]
    [ValidatePattern("^[A-Za-z0-9_-]{1,64}$")]
    public string? CorrelationId { get; set; }

    /// <summary>The key whose token is sent, or null for the only key of the session.</summary>
    // PowerShell binds piped text to -Path and to -ServiceKey. Without a -Path argument it is a path.
    private protected ServiceKey? ItemKey => Operation is not null
        ? (hasKeyArgument || Unwrap(InputObject) is TokenModule.ServiceKey or string ? ServiceKey : null) ?? ItemToken?.Request.Key
        : isPiped && !string.IsNullOrEmpty(Path) ? null
        : ServiceKey ?? ItemToken?.Request.Key;

    // PowerShell prefers the parameter set of a key, in which a piped token is only an object.
    private OAuthToken? ItemToken => Token ?? Unwrap(InputObject) as OAuthToken;

    /// <summary>The operation of this item, after <see cref="CreateRequest()"/>. Null without -Operation.</summary>
    private protected BtpOperation? ItemOperation { get; private set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Dictionary<string, object> bound = MyInvocation.BoundParameters;
        hasKeyArgument = bound.ContainsKey(nameof(ServiceKey));
        isPiped = !bound.ContainsKey(nameof(Path)) && !bound.ContainsKey(nameof(ServiceKey));
        bool hasKey = bound.ContainsKey(nameof(ServiceKey)) || bound.ContainsKey(nameof(Token));
        bool hasAddress = bound.ContainsKey(nameof(Path)) || bound.ContainsKey(nameof(Uri));
        isPathPiped = MyInvocation.ExpectingInput && hasKey && !hasAddress;
    }

    /// <summary>Creates the request for this item of the pipeline.</summary>
    /// <exception cref="BtpException">The key, endpoint, path or body is not valid.</exception>
    private protected BtpApiRequest CreateRequest()
    {
        ItemOperation = null;
        RequirePath();
        if (Operation is not null)
            return CreateOperationRequest();

        bool isItem = isPiped && MyInvocation.ExpectingInput && Uri is null;
        bool isPath = !string.IsNullOrEmpty(Path);
        if (isItem && isPath)
            AcceptPathItem();

        TokenRequest tokenRequest = ItemToken?.Request ?? TokenRequest.FromKey(ModuleSession.Keys.Resolve(ItemKey));
        if (isItem && !isPath)
            AcceptKeyItem();
        if (OperationCatalog.FindByTextOrDefault(Path, tokenRequest.Key) is { } operation)
            return CreateOperationRequest(tokenRequest, operation);

        return CreateRequest(tokenRequest, new HttpMethod(Method.ToString().ToUpperInvariant()), BuildUri(tokenRequest.Key));
    }

    private BtpApiRequest CreateOperationRequest()
    {
        TokenRequest tokenRequest = ItemToken?.Request ?? TokenRequest.FromKey(ModuleSession.Keys.Resolve(ItemKey));
        RequireObject();
        return CreateOperationRequest(tokenRequest, OperationCatalog.FindById(Operation!, tokenRequest.Key, Endpoint));
    }

    private BtpApiRequest CreateOperationRequest(TokenRequest tokenRequest, BtpOperation operation)
    {
        ItemOperation = operation;
        bool isMethod = Enum.TryParse(operation.Method, ignoreCase: true, out ApiMethod method) && Method == method;
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Method)) && !isMethod)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                $"The method of {operation.OperationId} is {operation.Method}, not {Method}. The request was not sent.",
                "Omit -Method.");
        }

        IReadOnlyDictionary<string, string> values = PathValues.FromDictionary(PathParameter);
        string path = new PathFilling(operation).FillPath(values, PathEntity.FromObjectOrDefault(InputObject));
        Uri endpoint = EndpointName.Resolve(tokenRequest.Key, operation.Endpoint);
        Uri address = QueryString.Append(ApiAddress.ResolvePath(endpoint, path), QueryParameters.FromDictionary(Query));
        return CreateRequest(tokenRequest, new HttpMethod(operation.Method), address);
    }

    private static object? Unwrap(PSObject? value) => value?.BaseObject;

    private BtpApiRequest CreateRequest(TokenRequest tokenRequest, HttpMethod method, Uri address)
    {
        NetworkOptions network = Network;
        return new BtpApiRequest(method, address, tokenRequest with { Network = network })
        {
            Token = ItemToken,
            Body = CreateBody(method),
            Headers = CreateHeaders(),
            CorrelationId = CorrelationId,
            AllowedHosts = AllowHost,
            Network = network,
        };
    }

    /// <summary>The title of the progress bar: the method and the path. The query is omitted because its values can be secret.</summary>
    private protected string Activity
    {
        get
        {
            if (ItemOperation is { } operation)
                return $"{operation.Method} {operation.Path}";

            string? path = Path ?? (Uri is { IsAbsoluteUri: true } address ? address.AbsolutePath : null);
            return $"{Method} {path?.Split('?')[0]}";
        }
    }

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

        Uri address = Uri is null
            ? ApiAddress.ResolvePath(EndpointName.Resolve(key, Endpoint), FillPath())
            : ApiAddress.RequireAllowed(Uri, key, AllowHost);
        return QueryString.Append(address, QueryParameters.FromDictionary(Query));
    }

    private void RequirePath()
    {
        if (Operation is not null && !isPathPiped && !isPiped && !string.IsNullOrEmpty(Path))
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                "-Operation and -Path were specified, but an operation has its own path. The request was not sent.",
                "Use only one of these parameters.");
        }

        if (Operation is null && PathArgumentAttribute.DescribeErrorOrDefault(Path) is { } error)
        {
            throw new BtpApiException(
                Failure.RequestInvalid, $"{error} The request was not sent.", "Pass the path as text, such as /accounts/v1/subaccounts.");
        }
    }

    // A variable without a value, or a name, would call the operation without an object: a deletion of a whole collection.
    private void RequireObject()
    {
        bool hasKey = hasKeyArgument || MyInvocation.BoundParameters.ContainsKey(nameof(Token));
        if (MyInvocation.ExpectingInput && hasKey && Unwrap(InputObject) is null or string)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                $"The piped value is {(InputObject is null ? "empty" : "text")}, but -Operation accepts objects. The request was not sent.",
                "Pipe the objects of a response, or pass the ids with -PathParameter.");
        }
    }

    private string FillPath()
    {
        if (PathParameter is null || Path is null)
            return Path ?? string.Empty;

        BtpOperation call = new(Endpoint ?? string.Empty, Method.ToString(), Path) { OperationId = "The path" };
        return new PathFilling(call).FillPath(PathValues.FromDictionary(PathParameter), entity: null);
    }

    private IReadOnlyList<KeyValuePair<string, string>> CreateHeaders()
    {
        IReadOnlyList<KeyValuePair<string, string>> headers = QueryParameters.FromDictionary(Headers);
        bool hasAccept = headers.Any(h => string.Equals(h.Key, "Accept", StringComparison.OrdinalIgnoreCase));
        return hasAccept ? headers : [new("Accept", MediaTypes.Json), .. headers];
    }

    private RequestBody? CreateBody(HttpMethod method)
    {
        if (new object?[] { Body, Form, InFile }.Count(value => value is not null) > 1)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                "Several of -Body, -Form and -InFile were specified. The request was not sent.",
                "Use only one of these parameters.");
        }

        if (method == HttpMethod.Get && (Body ?? Form ?? (object?)InFile) is not null)
        {
            throw new BtpApiException(
                Failure.RequestInvalid,
                "A GET request cannot have a body. The request was not sent.",
                "Specify the method: -Method Post, Put or Patch.");
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

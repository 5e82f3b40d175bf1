using System.Collections;
using System.Management.Automation;
using TokenModule.Api;
using TokenModule.Api.Bodies;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.Cmdlets.Objects;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Cmdlets;

/// <summary>The base class of cmdlets that call an API, with the parameters for the content of the request.</summary>
public abstract class ApiRequestCmdlet : ApiTargetCmdlet
{
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

    /// <summary>The title of the progress bar: the method and the path. The query is omitted because its values can be secret.</summary>
    private protected string Activity
    {
        get
        {
            if (ItemOperation is { } operation)
                return operation.ToString();

            string? path = Path ?? (Uri is { IsAbsoluteUri: true } address ? address.AbsolutePath : null);
            return $"{Method.ToString().ToUpperInvariant()} {path?.Split('?')[0]}";
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

    /// <summary>Creates the request for this item of the pipeline.</summary>
    /// <exception cref="BtpException">The key, endpoint, path or body is not valid.</exception>
    private protected BtpApiRequest CreateRequest()
    {
        (TokenRequest tokenRequest, ResolvedTarget target) = ResolveItem();
        NetworkOptions network = Network;
        return new BtpApiRequest(target.Method, target.Address, tokenRequest with { Network = network })
        {
            Token = ItemToken,
            Body = CreateBody(target.Method),
            Headers = CreateHeaders(),
            CorrelationId = CorrelationId,
            AllowedHosts = AllowHost,
            Network = network,
        };
    }

    private IReadOnlyList<KeyValuePair<string, string>> CreateHeaders()
    {
        IReadOnlyList<KeyValuePair<string, string>> headers = QueryParameters.FromDictionary(Headers);
        bool hasAccept = headers.Any(h => string.Equals(h.Key, "Accept", StringComparison.OrdinalIgnoreCase));
        return hasAccept ? headers : [new("Accept", MediaTypes.Json), .. headers];
    }

    private RequestBody? CreateBody(HttpMethod method)
    {
        string? file = InFile is null ? null : FilePath.Resolve(this, InFile, Failure.FileNotReadable);
        return new BodyArguments(Body, Form, file) { ContentType = ContentType, Depth = Depth }.CreateBody(method);
    }
}

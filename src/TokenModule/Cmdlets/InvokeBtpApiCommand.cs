using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using TokenModule.Api;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.Cmdlets.Objects;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Cmdlets;

/// <summary>Calls an API of SAP BTP with the token of a service key.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BtpApi", DefaultParameterSetName = KeyPathSet, SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class InvokeBtpApiCommand : NetworkCmdlet
{
    private const string KeyPathSet = "KeyPath";
    private const string KeyUriSet = "KeyUri";
    private const string TokenPathSet = "TokenPath";
    private const string TokenUriSet = "TokenUri";

    /// <summary>Relative to the endpoint, as the service's documentation writes it.</summary>
    [Parameter(ParameterSetName = KeyPathSet, Position = 0)]
    [Parameter(ParameterSetName = TokenPathSet, Position = 0)]
    [ArgumentCompleter(typeof(PathCompleter))]
    public string? Path { get; set; }

    /// <summary>A whole address, at an origin of the key.</summary>
    [Parameter(ParameterSetName = KeyUriSet, Mandatory = true)]
    [Parameter(ParameterSetName = TokenUriSet, Mandatory = true)]
    public Uri? Uri { get; set; }

    [Parameter(ParameterSetName = KeyPathSet)]
    [Parameter(ParameterSetName = TokenPathSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public string? Endpoint { get; set; }

    /// <summary>A key, or the name of one; the session's only key where it is not given.</summary>
    [Parameter(ParameterSetName = KeyPathSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = KeyUriSet, ValueFromPipeline = true)]
    [ServiceKeyArgument]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public ServiceKey? ServiceKey { get; set; }

    [Parameter(ParameterSetName = TokenPathSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = TokenUriSet, Mandatory = true, ValueFromPipeline = true)]
    [NotText("Get-OAuthToken")]
    public OAuthToken? Token { get; set; }

    [Parameter]
    public ApiMethod Method { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(QueryCompleter))]
    public IDictionary? Query { get; set; }

    /// <summary>Text and bytes are sent as they are, anything else as JSON.</summary>
    [Parameter]
    public object? Body { get; set; }

    [Parameter]
    [ValidatePattern(@"^[\w!#$&^.+-]+/[\w!#$&^.+-]+(;[ -~]*)?$")]
    public string ContentType { get; set; } = "application/json";

    [Parameter]
    [ValidateHeaders]
    public IDictionary? Headers { get; set; }

    protected override void ProcessRecord() => Guard(ServiceKey ?? Token?.Request.Key, Call);

    private void Call()
    {
        BtpApiRequest request = Request(Token?.Request ?? TokenRequest.For(ModuleSession.Keys.Resolve(ServiceKey)));
        string action = Method.ToString().ToUpperInvariant();
        if (Method == ApiMethod.Get || ShouldProcess(HttpCall.PlaceOf(request.Address), action))
            Write(request, Await(ModuleSession.Api.SendAsync(request, Stopped)));
    }

    private BtpApiRequest Request(TokenRequest tokenRequest)
    {
        NetworkOptions network = Network;
        return new BtpApiRequest(new HttpMethod(Method.ToString().ToUpperInvariant()), Address(tokenRequest.Key), tokenRequest with { Network = network })
        {
            Token = Token,
            Body = Content(),
            ContentType = ContentType,
            Headers = SentHeaders(),
            Network = network,
        };
    }

    private IReadOnlyList<KeyValuePair<string, string>> SentHeaders()
    {
        IReadOnlyList<KeyValuePair<string, string>> given = QueryParameters.Of(Headers);
        bool hasAccept = given.Any(h => string.Equals(h.Key, "Accept", StringComparison.OrdinalIgnoreCase));
        return hasAccept ? given : [new("Accept", "application/json"), .. given];
    }

    private Uri Address(ServiceKey key)
    {
        Uri address = Uri is null ? ApiAddress.Of(EndpointName.Resolve(key, Endpoint), Path ?? string.Empty) : ApiAddress.Allowed(Uri, key);
        return QueryString.Append(address, QueryParameters.Of(Query));
    }

    private byte[]? Content() => (Body is PSObject wrapped ? wrapped.BaseObject : Body) switch
    {
        null => null,
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        _ => JsonBody.Of(Body!),
    };

    private void Write(BtpApiRequest request, HttpAnswer answer)
    {
        if (answer.Body.Length == 0)
            return;

        try
        {
            WriteObject(JsonObjects.Read(answer.Body), enumerateCollection: true);
        }
        catch (JsonException) when (answer.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            // A page or a text, not JSON: it is written as it came.
            WriteObject(Encoding.UTF8.GetString(answer.Body));
        }
        catch (JsonException)
        {
            throw BtpApiException.Broken(request, answer);
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is valid JSON and no text.
            throw BtpApiException.Broken(request, answer);
        }
    }
}

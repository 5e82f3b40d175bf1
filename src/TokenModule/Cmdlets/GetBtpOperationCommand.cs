using System.Management.Automation;
using TokenModule.Api;
using TokenModule.Api.Operations;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.Tokens;

namespace TokenModule.Cmdlets;

/// <summary>Lists the operations of SAP's APIs: their paths, the scopes they take, and how their answers go on.</summary>
[Cmdlet(VerbsCommon.Get, "BtpOperation", DefaultParameterSetName = KeySet)]
[OutputType(typeof(BtpOperation))]
public sealed class GetBtpOperationCommand : NetworkCmdlet
{
    private const string KeySet = "Key";
    private const string TokenSet = "Token";

    /// <summary>A template such as the list shows, or a path with real ids.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PathCompleter))]
    public string[] Path { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public string[] Endpoint { get; set; } = [];

    [Parameter]
    public ApiMethod[] Method { get; set; } = [];

    /// <summary>Local names of scopes; operations that take one of them are listed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Scope { get; set; } = [];

    /// <summary>Lists what the endpoints of this key have.</summary>
    [Parameter(ParameterSetName = KeySet, ValueFromPipeline = true)]
    [ServiceKeyArgument]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public ServiceKey? ServiceKey { get; set; }

    /// <summary>Says of each operation whether this token may call it.</summary>
    [Parameter(ParameterSetName = TokenSet, Mandatory = true, ValueFromPipeline = true)]
    [NotText("Get-OAuthToken")]
    public OAuthToken? Token { get; set; }

    /// <summary>Reads the endpoint's own description in place of the one that came with this module.</summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    protected override void ProcessRecord() => Guard(ServiceKey ?? Token?.Request.Key, ListOperations);

    private void ListOperations()
    {
        if (!Live)
        {
            ReportUnknownEndpoints();
            ServiceKey? key = ServiceKey is null ? null : ModuleSession.Keys.Resolve(ServiceKey);
            WriteOperations(OperationCatalog.All.Where(o => (key is null || EndpointName.HasOperation(key, o)) && Wildcards.MatchesAny([.. Endpoint.Select(EndpointName.Shorten)], o.Endpoint)));
            return;
        }

        TokenRequest asked = (Token?.Request ?? TokenRequest.FromKey(ModuleSession.Keys.Resolve(ServiceKey))) with { Network = Network };
        foreach (string endpoint in GetEndpointNames(asked.Key))
        {
            Guard(asked.Key, () => WriteOperations(ReadPublishedOperations(asked, endpoint)));
        }
    }

    // A wrong name gives nothing, and nothing reads as if all were well.
    private void ReportUnknownEndpoints()
    {
        string[] known = [.. OperationCatalog.All.Select(o => o.Endpoint).Distinct()];
        foreach (string wrong in Endpoint.Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !known.Contains(EndpointName.Shorten(name), StringComparer.OrdinalIgnoreCase)))
        {
            BtpApiException error = new(
                Failure.ApiNotFound,
                $"The catalog has no endpoint '{Http.ServerText.Clean(wrong)}'. Its endpoints are: {string.Join(", ", known)}.",
                "Use -Live to read the description of another endpoint.");
            WriteError(ErrorRecords.FromException(error, ServiceKey ?? Token?.Request.Key));
        }
    }

    private IReadOnlyList<BtpOperation> ReadPublishedOperations(TokenRequest asked, string endpoint)
    {
        BtpApiRequest request = new(HttpMethod.Get, EndpointName.Resolve(asked.Key, endpoint), asked)
        {
            Token = Token,
            Headers = [new("Accept", "application/json")],
            Network = asked.Network,
        };
        return Await(PublishedOperations.ReadAsync(ModuleSession.Api, request, EndpointName.Shorten(endpoint), StoppingToken));
    }

    // A name without wildcards stays, so that a wrong one is said to be wrong.
    private IEnumerable<string> GetEndpointNames(ServiceKey key)
    {
        if (Endpoint.Length > 0)
            return Endpoint.SelectMany(name => WildcardPattern.ContainsWildcardCharacters(name) ? EndpointName.ListNames(key).Where(n => Wildcards.MatchesAny([name], n)) : [name]).Distinct();

        Uri only = EndpointName.Resolve(key, name: null);
        return [key.Endpoints.First(e => e.Value == only).Key];
    }

    private void WriteOperations(IEnumerable<BtpOperation> operations)
    {
        foreach (BtpOperation operation in operations.Where(IsSelected))
        {
            WriteObject(Token is null ? operation : operation.WithAllowedFor(Token));
        }
    }

    private bool IsSelected(BtpOperation operation)
    {
        return (Method.Length == 0 || Method.Any(m => string.Equals(m.ToString(), operation.Method, StringComparison.OrdinalIgnoreCase)))
            && (Wildcards.MatchesAny(Path, operation.Path) || Path.Any(path => operation.Template.Match(PathTemplate.SplitPath(path)) is not null))
            && Wildcards.MatchesAny(Scope, operation.RequiredScopes);
    }
}

using System.Management.Automation;
using TokenModule.Api;
using TokenModule.Api.Operations;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.Cmdlets.Scripts;
using TokenModule.Tokens;

namespace TokenModule.Cmdlets;

/// <summary>Lists the operations of SAP's APIs with their paths, required scopes and paging.</summary>
[Cmdlet(VerbsCommon.Get, "BtpOperation", DefaultParameterSetName = KeySet)]
[OutputType(typeof(BtpOperation), ParameterSetName = [KeySet, TokenSet])]
[OutputType(typeof(BtpOperationCall), ParameterSetName = [ScriptSet])]
public sealed class GetBtpOperationCommand : NetworkCmdlet
{
    private const string KeySet = "Key";
    private const string TokenSet = "Token";
    private const string ScriptSet = "Script";

    /// <summary>The ids of operations. A text with a slash is a path.</summary>
    [Parameter(Position = 0, HelpMessage = "The ids of operations, such as getSubaccounts or *Subaccount*.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(OperationCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>A path template from the output, or a path with ids.</summary>
    [Parameter(HelpMessage = "Paths as in the catalog, with wildcards, or paths with real ids.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PathCompleter))]
    public string[] Path { get; set; } = [];

    [Parameter(HelpMessage = "Short names of endpoints such as accounts, or their names in a key.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public string[] Endpoint { get; set; } = [];

    [Parameter(HelpMessage = "Get, Post, Put, Patch or Delete.")]
    public ApiMethod[] Method { get; set; } = [];

    /// <summary>Local names of scopes. Operations that require one of them are listed.</summary>
    [Parameter(HelpMessage = "Local names of scopes, such as subaccount.read.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Scope { get; set; } = [];

    /// <summary>Lists the operations of the endpoints of this key.</summary>
    [Parameter(ParameterSetName = KeySet, ValueFromPipeline = true, HelpMessage = "Lists the operations for the endpoints of this key.")]
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = ScriptSet, ValueFromPipeline = true)]
    [ServiceKeyArgument]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public ServiceKey? ServiceKey { get; set; }

    /// <summary>Shows for each operation whether the scopes of this token allow it.</summary>
    [Parameter(
        ParameterSetName = TokenSet, Mandatory = true, ValueFromPipeline = true,
        HelpMessage = "Sets Allowed of each operation to whether this token has the listed scopes.")]
    [Parameter(ParameterSetName = ScriptSet, ValueFromPipeline = true)]
    [NotText("Get-OAuthToken")]
    public OAuthToken? Token { get; set; }

    /// <summary>Lists the calls of these scripts, which do not run.</summary>
    [Parameter(
        ParameterSetName = ScriptSet, Mandatory = true,
        HelpMessage = "Scripts whose calls of Invoke-BtpApi are listed with the scopes that they require. The scripts do not run.")]
    [ScriptArgument]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Script { get; set; } = [];

    /// <summary>Reads the description that the endpoint publishes, instead of the catalog of this module.</summary>
    [Parameter(ParameterSetName = KeySet, HelpMessage = "Reads the OpenAPI document of the endpoint instead of the catalog.")]
    [Parameter(ParameterSetName = TokenSet)]
    public SwitchParameter Live { get; set; }

    private OperationFilter Filter => field ??= new OperationFilter(Name, Path, Endpoint, Method, Scope);

    protected override void ProcessRecord()
    {
        if (ParameterSetName == ScriptSet)
            ListCalls();
        else
            Guard(ServiceKey ?? Token?.Request.Key, ListOperations);
    }

    private void ListCalls()
    {
        ReportUnknownEndpoints();
        foreach (string path in Script)
        {
            Guard(path, () => WriteCalls(ScriptPath.Resolve(this, path)));
        }
    }

    // A call whose operation is unknown is always listed, because it can be any operation.
    private void WriteCalls(IEnumerable<string> files)
    {
        ServiceKey? key = FindKeyOrDefault();
        foreach (string file in files)
        {
            Guard(file, () => WriteObject(
                ScriptReader.ReadCalls(file)
                    .Where(call => call.Known is not { } known || (Filter.IsMatch(known) && IsOfKey(known, key)))
                    .Select(call => Token is null ? call : call.WithAllowedFor(Token)),
                enumerateCollection: true));
        }
    }

    private void ListOperations()
    {
        if (!Live)
        {
            ReportUnknownEndpoints();
            ReportUnknownNames();
            ServiceKey? key = FindKeyOrDefault();
            BtpOperation[] selected = [.. OperationCatalog.All.Where(Filter.IsMatch)];
            BtpOperation[] found = [.. selected.Where(o => IsOfKey(o, key))];
            if (key is not null && found.Length == 0)
                WarnAboutOtherService(key, selected);
            WriteOperations(found);
            return;
        }

        TokenRequest request = (Token?.Request ?? TokenRequest.FromKey(ModuleSession.Keys.Resolve(ServiceKey))) with { Network = Network };
        foreach (string endpoint in GetEndpointNames(FindKeyOrDefault() ?? request.Key))
        {
            Guard(request.Key, () => WriteOperations(ReadPublishedOperations(request, endpoint).Where(Filter.IsMatch)));
        }
    }

    // Without a warning, the empty output would seem to mean that the service cannot do this.
    private void WarnAboutOtherService(ServiceKey key, BtpOperation[] selected)
    {
        if (OperationService.DescribeNoneOrDefault(key, Filter.HasName ? selected : []) is { } reason)
            WriteWarning(reason);
    }

    // Without an error, the empty output for a misspelled name would seem to be a valid result.
    private void ReportUnknownEndpoints()
    {
        string[] known = [.. OperationCatalog.All.Select(o => o.Endpoint).Distinct()];
        IEnumerable<string> names = Endpoint.Where(name => !WildcardPattern.ContainsWildcardCharacters(name));
        foreach (string unknown in names.Where(name => !known.Contains(EndpointName.Shorten(name), StringComparer.OrdinalIgnoreCase)))
        {
            BtpApiException error = new(
                Failure.ApiNotFound,
                $"The catalog has no endpoint '{Http.ServerText.Clean(unknown)}'.{NearestName.FormatSuggestion(unknown, known)} "
                    + $"Its endpoints are: {NameList.Join(known)}.",
                "Use -Live to read the description of another endpoint.");
            WriteError(ErrorRecords.FromException(error, ServiceKey ?? Token?.Request.Key));
        }
    }

    private void ReportUnknownNames()
    {
        foreach (string name in Filter.Ids.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)))
        {
            Guard(name, () => OperationCatalog.FindById(name, key: null, endpoint: null));
        }
    }

    private IReadOnlyList<BtpOperation> ReadPublishedOperations(TokenRequest tokenRequest, string endpoint)
    {
        BtpApiRequest request = new(HttpMethod.Get, EndpointName.Resolve(tokenRequest.Key, endpoint), tokenRequest)
        {
            Token = Token,
            Headers = [new("Accept", "application/json")],
            Network = tokenRequest.Network,
        };
        return Await(PublishedOperations.ReadAsync(ModuleSession.Api, request, EndpointName.Shorten(endpoint), StoppingToken));
    }

    // A name without wildcards is kept, so that an unknown name causes an error.
    private IEnumerable<string> GetEndpointNames(ServiceKey key)
    {
        if (Endpoint.Length > 0)
        {
            return Endpoint.SelectMany(name => WildcardPattern.ContainsWildcardCharacters(name)
                ? EndpointName.ListNames(key).Where(n => Wildcards.MatchesAny([name], n))
                : [name]).Distinct();
        }

        Uri only = EndpointName.Resolve(key, name: null);
        return [key.Endpoints.First(e => e.Value == only).Key];
    }

    private void WriteOperations(IEnumerable<BtpOperation> operations)
    {
        foreach (BtpOperation operation in operations)
        {
            WriteObject(Token is null ? operation : operation.WithAllowedFor(Token));
        }
    }

    private ServiceKey? FindKeyOrDefault() => ServiceKey is null ? null : ModuleSession.Keys.Resolve(ServiceKey);

    private static bool IsOfKey(BtpOperation operation, ServiceKey? key) => key is null || EndpointName.HasOperation(key, operation);
}

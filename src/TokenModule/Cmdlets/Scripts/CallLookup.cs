using TokenModule.Api;
using TokenModule.Api.Operations;
using TokenModule.Cmdlets.Arguments;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>Finds the operations of a script in the catalog. A problem replaces an operation that is not found.</summary>
/// <param name="file">The full path of the script.</param>
internal sealed class CallLookup(string file)
{
    private static readonly string[] MethodNames =
        [nameof(ApiMethod.Get), nameof(ApiMethod.Post), nameof(ApiMethod.Put), nameof(ApiMethod.Patch), nameof(ApiMethod.Delete)];

    private const string KnownAtRunTime = "is known only at run time. Use a constant.";

    // A script can repeat the same mistake in each line, and the search for the nearest name is slow.
    private readonly Dictionary<string, string> problems = [];

    public BtpOperationCall CreateProblem(int line, string problem) => new(file, line) { Problem = problem };

    public BtpOperationCall FindById(int line, string id, string? endpoint)
    {
        if (id.Contains(ScriptText.Unknown))
            return CreateProblem(line, $"-Operation {KnownAtRunTime}");
        if (problems.TryGetValue($"{endpoint}/{id}", out string? known))
            return CreateProblem(line, known);

        try
        {
            return CreateCall(line, OperationCatalog.FindById(id, key: null, endpoint), endpoint);
        }
        catch (BtpApiException e)
        {
            problems[$"{endpoint}/{id}"] = e.Message;
            return CreateProblem(line, e.Message);
        }
    }

    /// <param name="line">The line of the call.</param>
    /// <param name="path">The path, which can contain <see cref="ScriptText.Unknown"/>.</param>
    /// <param name="method">The complete or abbreviated method, or <see cref="ScriptText.Unknown"/>.</param>
    /// <param name="endpoint">The endpoint, or null.</param>
    /// <param name="parameter">The parameter that contains the path.</param>
    public BtpOperationCall FindByPath(int line, string path, string method, string? endpoint, string parameter)
    {
        if (path == ScriptText.Unknown)
            return CreateProblem(line, $"{parameter} {KnownAtRunTime}");

        // The values of a query can be secret.
        string shown = path.Split('?', '#')[0];
        if (method == ScriptText.Unknown)
            return CreateProblem(line, $"-Method {KnownAtRunTime}") with { Path = shown };

        string name = CompleteMethod(method);
        if (OperationCatalog.FindRelative(endpoint, name, path) is { } operation)
            return CreateCall(line, operation, endpoint);

        string problem = shown.Contains(ScriptText.Unknown)
            ? $"A part of the path is known only at run time, and the catalog has no operation {name} {shown}. Use a constant."
            : $"The catalog has no operation {name} {shown}. See the documentation of the service for its scopes.";
        return CreateProblem(line, problem) with { Method = name, Path = shown };
    }

    /// <summary>Finds the operations that Get-BtpOperation would return.</summary>
    /// <param name="line">The line of the call.</param>
    /// <param name="name">An id or a path, with or without wildcards.</param>
    /// <param name="endpoints">Endpoints with or without wildcards. Empty means all endpoints.</param>
    /// <param name="methods">Complete or abbreviated methods. Empty means all methods.</param>
    public IEnumerable<BtpOperationCall> FindByPattern(int line, string name, string[] endpoints, string[] methods)
    {
        bool isPath = name.Contains('/');
        string[] shortNames = [.. endpoints.Select(EndpointName.Shorten)];
        string[] methodNames = [.. methods.Select(CompleteMethod)];
        BtpOperation[] found =
        [
            .. OperationCatalog.All.Where(operation => Wildcards.MatchesAny([name], isPath ? operation.Path : operation.OperationId)
                || (isPath && operation.Template.Match(PathTemplate.SplitPath(name)) is not null)),
        ];
        if (found.Length == 0 && isPath)
            return [FindByPath(line, name, methodNames.FirstOrDefault() ?? HttpMethod.Get.Method, endpoint: null, "-Path")];
        if (found.Length == 0)
            return [FindById(line, name, endpoint: null)];

        return found
            .Where(operation => Wildcards.MatchesAny(shortNames, operation.Endpoint) && Wildcards.MatchesAny(methodNames, operation.Method))
            .Select(operation => BtpOperationCall.FromOperation(file, line, operation));
    }

    // The key selects the endpoint at run time, and the endpoints have different scopes.
    private BtpOperationCall CreateCall(int line, BtpOperation operation, string? endpoint)
    {
        string[] endpoints = endpoint is null
            ? [.. OperationCatalog.All.Where(other => other.OperationId == operation.OperationId).Select(other => other.Endpoint)]
            : [];
        if (endpoints.Length <= 1)
            return BtpOperationCall.FromOperation(file, line, operation);

        string problem = $"Several endpoints have the operation '{operation.OperationId}': {NameList.Join(endpoints)}. Pass -Endpoint.";
        return CreateProblem(line, problem) with { Method = operation.Method, Path = operation.Path };
    }

    // PowerShell accepts a part of the name that identifies it, such as Del.
    private static string CompleteMethod(string method)
    {
        string[] found = [.. MethodNames.Where(name => name.StartsWith(method, StringComparison.OrdinalIgnoreCase))];
        return (found.Length == 1 ? found[0] : method).ToUpperInvariant();
    }
}

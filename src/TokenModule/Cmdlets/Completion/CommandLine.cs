using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TokenModule.Api;
using TokenModule.Api.Operations;

namespace TokenModule.Cmdlets.Completion;

/// <summary>Finds the key and the possible operations of an incomplete command line. It sends no requests.</summary>
internal sealed class CommandLine(CommandAst command, IDictionary parameters)
{
    private readonly IDictionary parameters = parameters;

    /// <summary>The key or the key of the token on the command line or in the pipeline, or the only key of the session.</summary>
    public ServiceKey? Key { get; } = FindKeyOrDefault(parameters["ServiceKey"] ?? parameters["Token"])
        ?? (IsPipedTo(command) ? FindKeyOrDefault(GetPipedVariableOrDefault(command)) : OnlyKeyOrDefault);

    public string? Path => GetTexts("Path").FirstOrDefault();

    /// <summary>The known operations with the endpoint and method on the command line. The default is any endpoint of the key.</summary>
    public IEnumerable<BtpOperation> Operations
    {
        get
        {
            string[] endpoints = [.. GetTexts("Endpoint").Select(EndpointName.Shorten)];
            string[] methods = GetTexts("Method");
            if (endpoints.Length == 0 && Key is not null)
                endpoints = [.. EndpointName.ListNames(Key)];
            return OperationCatalog.All.Where(o => IsAmong(endpoints, o.Endpoint)
                && IsAmong(methods, o.Method)
                && o.Path.StartsWith(GetBasePath(o.Endpoint), StringComparison.Ordinal));
        }
    }

    /// <summary>The operations that -Operation or the path on the command line names. Without both, the list is empty.</summary>
    public IEnumerable<BtpOperation> OperationsAtPath => GetTexts("Operation").FirstOrDefault() is { } id ? FindOperations(id)
        : Path is { } path
        ? Operations.Where(o => IsAtPath(o, path) || IsAtPath(o, GetFullPath(o, path)))
        : [];

    /// <summary>Adds the base path of the endpoint to a path.</summary>
    public string GetFullPath(BtpOperation operation, string path) => $"{GetBasePath(operation.Endpoint)}/{path.TrimStart('/')}";

    private static ServiceKey? OnlyKeyOrDefault => ModuleSession.Keys.Keys.Count == 1 ? ModuleSession.Keys.Keys[0] : null;

    private IEnumerable<BtpOperation> FindOperations(string id)
    {
        BtpOperation[] found =
            [.. OperationCatalog.All.Where(o => string.Equals(o.OperationId, id, StringComparison.OrdinalIgnoreCase))];
        BtpOperation? operation = Array.Find(found, o => Key is not null && EndpointName.HasOperation(Key, o)) ?? found.FirstOrDefault();
        return operation is null ? [] : [operation];
    }

    private static bool IsAtPath(BtpOperation operation, string path) => operation.Template.Match(PathTemplate.SplitPath(path)) is not null;

    private string GetBasePath(string endpoint)
    {
        Uri? address = Key?.Endpoints.FirstOrDefault(e => EndpointName.Shorten(e.Key) == endpoint).Value;
        return address?.AbsolutePath.TrimEnd('/') ?? string.Empty;
    }

    private static bool IsAmong(string[] names, string name) => names.Length == 0 || names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private string[] GetTexts(string parameter) => parameters[parameter] switch
    {
        null => [],
        object[] several => [.. several.Select(LanguagePrimitives.ConvertTo<string>)],
        object one => [LanguagePrimitives.ConvertTo<string>(one)],
    };

    private static ServiceKey? FindKeyOrDefault(object? argument) => (argument is PSObject wrapped ? wrapped.BaseObject : argument) switch
    {
        ServiceKey key => key,
        OAuthToken token => token.Request.Key,
        string name => ModuleSession.Keys.Keys.FirstOrDefault(key => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    private static bool IsPipedTo(CommandAst command) => command.Parent is PipelineAst pipeline && pipeline.PipelineElements[0] != command;

    // For example the value of $key in: $key | Invoke-BtpApi -Endpoint
    private static PSObject? GetPipedVariableOrDefault(CommandAst command)
    {
        CommandBaseAst? first = (command.Parent as PipelineAst)?.PipelineElements.FirstOrDefault();
        if (first is not CommandExpressionAst { Expression: VariableExpressionAst variable })
            return null;

        string name = variable.VariablePath.UserPath;
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Get-Variable")
            .AddParameter("Name", name)
            .AddParameter("ValueOnly")
            .AddParameter("ErrorAction", ActionPreference.Ignore);
        return shell.Invoke().FirstOrDefault();
    }
}

using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TokenModule.Api;
using TokenModule.Api.Operations;

namespace TokenModule.Cmdlets.Completion;

/// <summary>What is on the command line so far: whose key it is, and which of the known operations it can be about. Asks no server.</summary>
internal sealed class CommandLine(CommandAst command, IDictionary parameters)
{
    private readonly IDictionary parameters = parameters;

    /// <summary>The key given or piped, the key of such a token, or the session's only one.</summary>
    public ServiceKey? Key { get; } = FindKeyOrDefault(parameters["ServiceKey"] ?? parameters["Token"])
        ?? (IsPipedTo(command) ? FindKeyOrDefault(GetPipedVariableOrDefault(command)) : Only);

    public string? Path => GetTexts("Path").FirstOrDefault();

    /// <summary>Those of the endpoint, else of the key, and of the method where one is given.</summary>
    public IEnumerable<BtpOperation> Operations
    {
        get
        {
            string[] endpoints = [.. GetTexts("Endpoint").Select(EndpointName.Shorten)];
            string[] methods = GetTexts("Method");
            if (endpoints.Length == 0 && Key is not null)
                endpoints = [.. EndpointName.ListNames(Key)];
            return OperationCatalog.All.Where(o => IsAmong(endpoints, o.Endpoint) && IsAmong(methods, o.Method) && o.Path.StartsWith(GetBasePath(o.Endpoint), StringComparison.Ordinal));
        }
    }

    /// <summary>The path that is meant where the endpoint has a base path: that goes before it.</summary>
    public string GetFullPath(BtpOperation operation, string path) => $"{GetBasePath(operation.Endpoint)}/{path.TrimStart('/')}";

    private static ServiceKey? Only => ModuleSession.Keys.Keys.Count == 1 ? ModuleSession.Keys.Keys[0] : null;

    private string GetBasePath(string endpoint)
    {
        return Key?.Endpoints.Where(e => EndpointName.Shorten(e.Key) == endpoint).Select(e => e.Value.AbsolutePath.TrimEnd('/')).FirstOrDefault() ?? string.Empty;
    }

    private static bool IsAmong(string[] names, string name) => names.Length == 0 || names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private string[] GetTexts(string parameter) => parameters[parameter] switch
    {
        null => [],
        object[] several => [.. several.Select(LanguagePrimitives.ConvertTo<string>)],
        object one => [LanguagePrimitives.ConvertTo<string>(one)],
    };

    private static ServiceKey? FindKeyOrDefault(object? given) => (given is PSObject wrapped ? wrapped.BaseObject : given) switch
    {
        ServiceKey key => key,
        OAuthToken token => token.Request.Key,
        string name => ModuleSession.Keys.Keys.FirstOrDefault(key => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    private static bool IsPipedTo(CommandAst command) => command.Parent is PipelineAst pipeline && pipeline.PipelineElements[0] != command;

    // The $key of: $key | Invoke-BtpApi -Endpoint
    private static PSObject? GetPipedVariableOrDefault(CommandAst command)
    {
        if ((command.Parent as PipelineAst)?.PipelineElements.FirstOrDefault() is not CommandExpressionAst { Expression: VariableExpressionAst variable })
            return null;

        string name = variable.VariablePath.UserPath;
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand("Get-Variable").AddParameter("Name", name).AddParameter("ValueOnly").AddParameter("ErrorAction", ActionPreference.Ignore).Invoke().FirstOrDefault();
    }
}

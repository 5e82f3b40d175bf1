using System.Management.Automation.Language;
using TokenModule.Api;
using TokenModule.Api.Operations;
using TokenModule.Cmdlets.Arguments;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>Finds the operations of the calls of Invoke-BtpApi.</summary>
/// <param name="file">The full path of the script.</param>
/// <param name="text">Reads texts of the script.</param>
/// <param name="variables">The variables of the script.</param>
internal sealed class CallReader(string file, ScriptText text, ScriptVariables variables)
{
    /// <returns>The operations that the command can call. One command calls several operations when it is in a loop.</returns>
    public IEnumerable<BtpOperationCall> ReadCalls(CommandAst command)
    {
        CallArguments arguments = new(command, variables);
        int line = command.Extent.StartLineNumber;
        if (arguments.GetOrDefault("Operation") is { } operation)
            return ReadOperations(line, operation, arguments);
        if (arguments.GetOrDefault("Path") is { } path)
            return ReadPaths(line, text.ListTexts(path), "-Path", arguments);
        if (arguments.GetOrDefault("Uri") is { } uri)
            return ReadPaths(line, [.. text.ListTexts(uri).Select(RemoveOrigin)], "-Uri", arguments);
        if (arguments.UnknownSplat is { } splat)
            return [Create(line, $"The members of '@{splat}' are known only at run time. Pass -Operation.")];

        return ReadInput(line, FindInputOrDefault(command), arguments);
    }

    private IEnumerable<BtpOperationCall> ReadOperations(int line, Ast operation, CallArguments arguments)
    {
        IReadOnlyList<string> ids = text.ListTexts(operation);
        string? endpoint = FindEndpointOrDefault(arguments);
        return ids.Count == 0 || ids.Any(id => id.Contains(ScriptText.Unknown))
            ? [CreateUnknown(line, "-Operation")]
            : ids.Select(id => FindById(line, id, endpoint));
    }

    private IEnumerable<BtpOperationCall> ReadPaths(int line, IReadOnlyList<string> paths, string parameter, CallArguments arguments)
    {
        Ast? method = arguments.GetOrDefault("Method");
        IReadOnlyList<string> methods = method is null ? [ApiMethod.Get.ToString()] : text.ListTexts(method);
        if (paths.Count == 0)
            return [CreateUnknown(line, parameter)];
        if (methods.Count == 0)
            return paths.Select(path => CreateUnknown(line, "-Method") with { Path = path });

        string? endpoint = FindEndpointOrDefault(arguments);
        return paths.SelectMany(path => methods.Select(name => FindByPath(line, path, name.ToUpperInvariant(), endpoint)));
    }

    // Piped texts are paths, and Get-BtpOperation can be piped. Any other input is a key or an object.
    private IEnumerable<BtpOperationCall> ReadInput(int line, CommandBaseAst? input, CallArguments arguments)
    {
        if (input is CommandAst command && ScriptReader.IsCommand(command.GetCommandName(), "Get-BtpOperation"))
        {
            Ast? ids = new CallArguments(command, variables).GetOrDefault("Name");
            string[] patterns = [.. text.ListTexts(ids)];
            return patterns.Length == 0 || patterns.Any(pattern => pattern.Contains(ScriptText.Unknown))
                ? [CreateUnknown(line, "The operation from Get-BtpOperation")]
                : OperationCatalog.All.Where(known => Wildcards.MatchesAny(patterns, known.OperationId))
                    .Select(known => BtpOperationCall.FromOperation(file, line, known));
        }

        return text.ListTexts(input) is { Count: > 0 } paths
            ? ReadPaths(line, paths, "-Path", arguments)
            : [Create(line, "The call has no -Operation and no -Path, or they are piped and known only at run time. Pass -Operation.")];
    }

    private BtpOperationCall FindById(int line, string id, string? endpoint)
    {
        try
        {
            return BtpOperationCall.FromOperation(file, line, OperationCatalog.FindById(id, key: null, endpoint));
        }
        catch (BtpApiException e)
        {
            return Create(line, e.Message);
        }
    }

    private BtpOperationCall FindByPath(int line, string path, string method, string? endpoint)
    {
        if (OperationCatalog.FindRelative(endpoint, method, path) is { } operation)
            return BtpOperationCall.FromOperation(file, line, operation);

        // The values of a query can be secret.
        string shown = path.Split('?')[0];
        string problem = $"The catalog has no operation {method} {shown}. See the documentation of the service for its scopes.";
        return Create(line, problem) with { Method = method, Path = shown };
    }

    private string? FindEndpointOrDefault(CallArguments arguments)
    {
        string[] names = [.. text.ListTexts(arguments.GetOrDefault("Endpoint"))];
        return names.Length == 1 && !names[0].Contains(ScriptText.Unknown) ? names[0] : null;
    }

    private static CommandBaseAst? FindInputOrDefault(CommandAst command)
    {
        if (command.Parent is not PipelineAst pipeline)
            return null;

        int index = pipeline.PipelineElements.IndexOf(command);
        return index > 0 ? pipeline.PipelineElements[index - 1] : null;
    }

    private static string RemoveOrigin(string address)
    {
        int host = address.IndexOf("://", StringComparison.Ordinal);
        int path = address.IndexOf('/', host < 0 ? 0 : host + 3);
        return path < 0 ? "/" : address.Substring(path);
    }

    private BtpOperationCall CreateUnknown(int line, string what) => Create(line, $"{what} is known only at run time. Use a constant.");

    private BtpOperationCall Create(int line, string problem) => new(file, line) { Problem = problem };
}

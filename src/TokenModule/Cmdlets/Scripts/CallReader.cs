using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>Finds the operations of the calls of Invoke-BtpApi.</summary>
/// <param name="file">The full path of the script.</param>
/// <param name="text">Reads texts of the script.</param>
/// <param name="variables">The variables of the script.</param>
internal sealed class CallReader(string file, ScriptText text, ScriptVariables variables)
{
    private readonly CallLookup lookup = new(file);

    /// <returns>The operations that the command can call. One command calls several operations when it is in a loop.</returns>
    public IEnumerable<BtpOperationCall> ReadCalls(CommandAst command)
    {
        CallArguments arguments = new(command, CmdletParameters.InvokeBtpApi, variables);
        int line = command.Extent.StartLineNumber;
        if (arguments.IsHelp)
            return [];
        if (arguments.GetOrDefault("Operation") is { } operation)
            return text.ListTexts(operation).Select(id => lookup.FindById(line, id, FindEndpointOrDefault(arguments)));
        if (arguments.GetOrDefault("Path") is { } path)
            return ReadPaths(line, text.ListTexts(path), "-Path", arguments);
        if (arguments.GetOrDefault("Uri") is { } uri)
            return ReadPaths(line, [.. text.ListTexts(uri).Select(RemoveOrigin)], "-Uri", arguments);
        if (arguments.UnknownSplat is { } splat)
            return [lookup.CreateProblem(line, $"The members of '@{splat}' are known only at run time. Pass -Operation.")];

        return ReadInput(line, ScriptPipeline.FindInputOrDefault(command), arguments);
    }

    private IEnumerable<BtpOperationCall> ReadPaths(int line, IReadOnlyList<string> paths, string parameter, CallArguments arguments)
    {
        Ast? method = arguments.GetOrDefault("Method");
        if (method is null && arguments.UnknownSplat is { } splat)
            return [lookup.CreateProblem(line, $"The members of '@{splat}' are known only at run time. Pass -Method, or -Operation.")];

        IReadOnlyList<string> methods = method is null ? [nameof(ApiMethod.Get)] : text.ListTexts(method);
        string? endpoint = FindEndpointOrDefault(arguments);
        return paths.SelectMany(path => methods.Select(name => lookup.FindByPath(line, path, name, endpoint, parameter)));
    }

    // Piped texts are paths, and Get-BtpOperation can be piped. Any other input is a key or an object.
    private IEnumerable<BtpOperationCall> ReadInput(int line, CommandBaseAst? input, CallArguments arguments)
    {
        if (input is CommandAst command && ScriptReader.IsCommand(command.GetCommandName(), "Get-BtpOperation"))
            return ReadPipedOperations(line, new CallArguments(command, CmdletParameters.GetBtpOperation, variables));

        IReadOnlyList<string> paths = text.ListTexts(input);
        return paths.Count > 0 && !paths.Contains(ScriptText.Unknown)
            ? ReadPaths(line, paths, "-Path", arguments)
            : [lookup.CreateProblem(
                line, "The call has no -Operation and no -Path, or they are piped and known only at run time. Pass -Operation.")];
    }

    private IEnumerable<BtpOperationCall> ReadPipedOperations(int line, CallArguments arguments)
    {
        string[] names = [.. text.ListTexts(arguments.GetOrDefault("Name")), .. text.ListTexts(arguments.GetOrDefault("Path"))];
        string[] endpoints = [.. text.ListTexts(arguments.GetOrDefault("Endpoint"))];
        string[] methods = [.. text.ListTexts(arguments.GetOrDefault("Method"))];
        return names.Length == 0 || arguments.UnknownSplat is not null || names.Concat(endpoints).Concat(methods).Any(IsUnknown)
            ? [lookup.CreateProblem(line, "The operation from Get-BtpOperation is known only at run time. Use a constant.")]
            : names.SelectMany(name => lookup.FindByPattern(line, name, endpoints, methods));
    }

    private string? FindEndpointOrDefault(CallArguments arguments)
    {
        IReadOnlyList<string> names = text.ListTexts(arguments.GetOrDefault("Endpoint"));
        return names.Count == 1 && !IsUnknown(names[0]) ? names[0] : null;
    }

    private static bool IsUnknown(string name) => name.Contains(ScriptText.Unknown);

    // An address whose start is known only at run time, such as "$base/v1/a", has a path too.
    private static string RemoveOrigin(string address)
    {
        if (address == ScriptText.Unknown)
            return address;

        string target = address.Split('?')[0];
        int host = target.IndexOf("://", StringComparison.Ordinal);
        int path = target.IndexOf('/', host < 0 ? 0 : host + 3);
        return path < 0 ? "/" : target.Substring(path);
    }
}

using System.Management.Automation.Language;
using TokenModule.Api;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>Finds the calls of Invoke-BtpApi in a script. The script does not run.</summary>
internal static class ScriptReader
{
    private const string Invoke = "Invoke-BtpApi";

    // PowerShell's id of the error for a file that cannot be opened.
    private const string FileError = "FileReadError";

    /// <param name="file">The full path of the script.</param>
    /// <returns>The calls in the order of their lines.</returns>
    /// <exception cref="BtpApiException">The file cannot be read.</exception>
    public static IReadOnlyList<BtpOperationCall> ReadCalls(string file)
    {
        ScriptBlockAst script = ParseScript(file, out ParseError[] errors);
        ScriptVariables variables = new(script);
        ScriptText text = new(variables);
        CallReader reader = new(file, text, variables);
        IEnumerable<BtpOperationCall> calls = script.FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true)
            .Cast<CommandAst>()
            .SelectMany(command => ReadCommand(command, file, text, reader));
        return [.. calls.Concat(errors.Select(error => DescribeError(error, file))).OrderBy(call => call.Line)];
    }

    /// <summary>Whether a name is the name of a command, with or without the name of its module.</summary>
    public static bool IsCommand(string? name, string expected)
    {
        return string.Equals(name?.Substring(name.LastIndexOf('\\') + 1), expected, StringComparison.OrdinalIgnoreCase);
    }

    private static ScriptBlockAst ParseScript(string file, out ParseError[] errors)
    {
        ScriptBlockAst script = Parser.ParseFile(file, out _, out errors);
        return errors.FirstOrDefault(error => error.ErrorId == FileError) is null ? script : throw CreateNotReadableError(file);
    }

    private static IEnumerable<BtpOperationCall> ReadCommand(CommandAst command, string file, ScriptText text, CallReader reader)
    {
        int line = command.Extent.StartLineNumber;
        CommandElementAst first = command.CommandElements[0];
        IReadOnlyList<string> names = command.GetCommandName() is { } constant ? [constant]
            : first is ScriptBlockExpressionAst ? [string.Empty]
            : text.ListTexts(first);
        foreach (string name in names.Count == 0 ? [ScriptText.Unknown] : names)
        {
            if (IsCommand(name, Invoke))
            {
                foreach (BtpOperationCall call in reader.ReadCalls(command))
                {
                    yield return call;
                }
            }
            else if (DescribeUnknownOrDefault(command, name) is { } problem)
            {
                yield return new BtpOperationCall(file, line) { Problem = problem };
            }
        }
    }

    private static string? DescribeUnknownOrDefault(CommandAst command, string name)
    {
        if (name.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            return "The calls of another script are not included. Pass that script with -Script too.";
        if (name.Contains(ScriptText.Unknown))
            return "The name of the command is known only at run time. If it is Invoke-BtpApi, write the name.";

        if (IsCommand(name, "Invoke-Expression") || IsCommand(name, "iex"))
            return "Calls in the text of Invoke-Expression are not included. Write them as commands.";

        bool isAlias = (IsCommand(name, "Set-Alias") || IsCommand(name, "New-Alias"))
            && command.CommandElements.OfType<StringConstantExpressionAst>().Any(argument => IsCommand(argument.Value, Invoke));
        return isAlias ? "Calls with this alias are not included. Use the name Invoke-BtpApi." : null;
    }

    // The message of PowerShell repeats parts of the script, which can contain a secret.
    private static BtpOperationCall DescribeError(ParseError error, string file)
    {
        return new BtpOperationCall(file, error.Extent.StartLineNumber)
        {
            Problem = $"The script has a syntax error here ({error.ErrorId}), so calls can be missing. Correct the script.",
        };
    }

    private static BtpApiException CreateNotReadableError(string file)
    {
        string reason = Directory.Exists(file) ? "it is a directory" : File.Exists(file) ? "access is denied" : "it does not exist";
        return new BtpApiException(Failure.FileNotReadable, $"The script {file} cannot be read: {reason}.", "Pass the path of a script.");
    }
}

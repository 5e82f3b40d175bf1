using System.Management.Automation.Language;
using TokenModule.Api;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>Finds the calls of Invoke-BtpApi in a script. The script does not run.</summary>
internal sealed class ScriptReader
{
    private const string Invoke = "Invoke-BtpApi";

    // PowerShell's id of the error for a file that cannot be opened.
    private const string FileError = "FileReadError";

    // PowerShell's id of the error for "using module" with a module that is not installed.
    private const string ModuleError = "ModuleNotFoundDuringParse";

    private const string ModuleProblem = "The calls of a module are not included. Pass the files of the module with -Script too.";

    private readonly string file;
    private readonly CommandAst[] commands;
    private readonly ScriptText text;
    private readonly CallReader reader;
    private readonly ScriptAliases aliases;

    private ScriptReader(string file, ScriptBlockAst script)
    {
        this.file = file;
        Ast[] nodes = [.. script.FindAll(_ => true, searchNestedScriptBlocks: true)];
        ScriptVariables variables = new(nodes);
        commands = [.. nodes.OfType<CommandAst>()];
        text = new ScriptText(variables);
        reader = new CallReader(file, text, variables);
        aliases = new ScriptAliases(commands, Invoke);
    }

    /// <param name="file">The full path of the script.</param>
    /// <returns>The calls in the order of their lines.</returns>
    /// <exception cref="BtpApiException">The file cannot be read.</exception>
    public static IReadOnlyList<BtpOperationCall> ReadCalls(string file)
    {
        ScriptBlockAst script = ParseScript(file, out ParseError[] errors);
        ScriptReader scriptReader = new(file, script);
        return
        [
            .. scriptReader.commands.SelectMany(scriptReader.ReadCommand)
                .Concat(errors.Select(scriptReader.DescribeError))
                .OrderBy(call => call.Line),
        ];
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

    private IEnumerable<BtpOperationCall> ReadCommand(CommandAst command)
    {
        foreach (string name in ListNames(command))
        {
            if (IsCommand(name, Invoke) || aliases.Contains(name))
            {
                foreach (BtpOperationCall call in reader.ReadCalls(command))
                {
                    yield return call;
                }
            }
            else if (DescribeUnknownOrDefault(command, name) is { } problem)
            {
                yield return new BtpOperationCall(file, command.Extent.StartLineNumber) { Problem = problem };
            }
        }
    }

    private IEnumerable<string> ListNames(CommandAst command)
    {
        if (command.GetCommandName() is { } constant)
            return [constant];

        CommandElementAst first = command.CommandElements[0];
        return first is ScriptBlockExpressionAst ? [] : text.ListTexts(first);
    }

    private string? DescribeUnknownOrDefault(CommandAst command, string name)
    {
        if (name.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            return "The calls of another script are not included. Pass that script with -Script too.";
        if ((IsCommand(name, "Import-Module") || IsCommand(name, "ipmo")) && command.CommandElements.Any(IsModuleFile))
            return ModuleProblem;
        if (CanBeInvoke(name))
            return "The name of the command is known only at run time. If it is Invoke-BtpApi, write the name.";
        if (IsCommand(name, "Invoke-Expression") || IsCommand(name, "iex"))
            return "Calls in the text of Invoke-Expression are not included. Write them as commands.";

        return aliases.IsUnknownAlias(command) ? "Calls with this alias are not included. Use the name Invoke-BtpApi." : null;
    }

    // A module file of the user's project. Installed modules are imported by a name without an extension.
    private bool IsModuleFile(CommandElementAst argument)
    {
        return text.ListTexts(argument).Any(path => path.EndsWith(".psm1", StringComparison.OrdinalIgnoreCase));
    }

    // A path such as {value}/tool.exe is another command.
    private static bool CanBeInvoke(string name)
    {
        int part = name.LastIndexOf(ScriptText.Unknown, StringComparison.Ordinal);
        return part >= 0 && Invoke.EndsWith(name.Substring(part + ScriptText.Unknown.Length), StringComparison.OrdinalIgnoreCase);
    }

    // The message of PowerShell repeats parts of the script, which can contain a secret.
    private BtpOperationCall DescribeError(ParseError error) => new(file, error.Extent.StartLineNumber)
    {
        Problem = error.ErrorId == ModuleError
            ? ModuleProblem
            : $"The script has a syntax error here ({error.ErrorId}), so calls can be missing. Correct the script.",
    };

    private static BtpApiException CreateNotReadableError(string file)
    {
        string reason = Directory.Exists(file) ? "it is a directory" : File.Exists(file) ? "access is denied" : "it does not exist";
        return new BtpApiException(Failure.FileNotReadable, $"The script {file} cannot be read: {reason}.", "Pass the path of a script.");
    }
}

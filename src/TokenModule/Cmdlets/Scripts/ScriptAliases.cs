using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>The aliases that a script sets for a command.</summary>
internal sealed class ScriptAliases
{
    private static readonly string[] AliasCommands = ["Set-Alias", "New-Alias", "sal", "nal"];

    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<CommandAst> unknown = [];

    /// <param name="commands">The commands of the script.</param>
    /// <param name="target">The name of the command.</param>
    public ScriptAliases(IEnumerable<CommandAst> commands, string target)
    {
        foreach (CommandAst command in commands.Where(IsAliasCommand))
        {
            string[] constants = [.. ListConstants(command)];
            if (!constants.Any(constant => ScriptReader.IsCommand(constant, target)))
                continue;

            string[] others = [.. constants.Where(constant => !ScriptReader.IsCommand(constant, target))];
            if (others.Length > 0)
                names.UnionWith(others);
            else
                unknown.Add(command);
        }
    }

    public bool Contains(string name) => names.Contains(name);

    /// <summary>Whether the command sets an alias whose name is known only at run time.</summary>
    public bool IsUnknownAlias(CommandAst command) => unknown.Contains(command);

    private static bool IsAliasCommand(CommandAst command)
    {
        return AliasCommands.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> ListConstants(CommandAst command)
    {
        return command.CommandElements.Skip(1)
            .Select(element => element is CommandParameterAst parameter ? parameter.Argument : element as ExpressionAst)
            .OfType<StringConstantExpressionAst>()
            .Select(constant => constant.Value);
    }
}

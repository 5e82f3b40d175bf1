using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>Finds the input of the commands in the pipelines of a script.</summary>
internal static class ScriptPipeline
{
    private static readonly string[] ForEachNames = ["ForEach-Object", "foreach", "%"];

    /// <returns>The element of the pipeline before the command, or null.</returns>
    public static CommandBaseAst? FindInputOrDefault(CommandAst command)
    {
        if (command.Parent is not PipelineAst pipeline)
            return null;

        int index = pipeline.PipelineElements.IndexOf(command);
        return index > 0 ? pipeline.PipelineElements[index - 1] : null;
    }

    /// <returns>The input of ForEach-Object, which provides the values of <c>$_</c> at this position. Null when it is unknown.</returns>
    public static Ast? FindItemOrDefault(VariableExpressionAst variable)
    {
        Ast? node = variable.Parent;
        // A catch clause and a switch have their own $_.
        while (node is not null and not ScriptBlockExpressionAst and not CatchClauseAst and not SwitchStatementAst)
        {
            node = node.Parent;
        }

        return node is ScriptBlockExpressionAst { Parent: CommandAst command } && IsForEach(command) ? FindInputOrDefault(command) : null;
    }

    /// <returns>The statements whose values ForEach-Object returns, or null for another command.</returns>
    public static IReadOnlyList<StatementAst>? FindBodyOrDefault(CommandAst command)
    {
        ScriptBlockExpressionAst[] blocks = [.. command.CommandElements.OfType<ScriptBlockExpressionAst>()];
        return IsForEach(command) && blocks.Length == 1 ? blocks[0].ScriptBlock.EndBlock?.Statements : null;
    }

    private static bool IsForEach(CommandAst command) => ForEachNames.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase);
}

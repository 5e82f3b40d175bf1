using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>Reads hashtables of a script.</summary>
internal static class ScriptTable
{
    /// <returns>The hashtable that the expression or statement consists of, or null.</returns>
    public static HashtableAst? FindOrDefault(Ast? value) => value switch
    {
        HashtableAst table => table,
        PipelineAst { PipelineElements.Count: 1 } pipeline => FindOrDefault(pipeline.PipelineElements[0]),
        CommandExpressionAst command => FindOrDefault(command.Expression),
        ConvertExpressionAst conversion => FindOrDefault(conversion.Child),
        ParenExpressionAst inner => FindOrDefault(inner.Pipeline),
        _ => null,
    };

    /// <returns>The value of a member, or null when there is no such member.</returns>
    public static Ast? FindMemberOrDefault(HashtableAst table, string name)
    {
        return table.KeyValuePairs.FirstOrDefault(pair => IsName(pair.Item1, name))?.Item2;
    }

    private static bool IsName(ExpressionAst key, string name)
    {
        return key is StringConstantExpressionAst constant && string.Equals(constant.Value, name, StringComparison.OrdinalIgnoreCase);
    }
}

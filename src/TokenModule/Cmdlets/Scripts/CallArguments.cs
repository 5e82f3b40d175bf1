using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>The arguments of a command in a script, by the complete names of the parameters.</summary>
internal sealed class CallArguments
{
    private readonly Dictionary<string, Ast> values = new(StringComparer.OrdinalIgnoreCase);

    public CallArguments(CommandAst command, ScriptVariables variables)
    {
        foreach (VariableExpressionAst splat in command.CommandElements.OfType<VariableExpressionAst>().Where(element => element.Splatted))
        {
            AddTable(splat, variables);
        }

        // PowerShell's own rules for abbreviated names, positions and switches. An explicit argument replaces a splatted one.
        foreach (KeyValuePair<string, ParameterBindingResult> bound in StaticParameterBinder.BindCommand(command, true).BoundParameters)
        {
            values[bound.Key] = bound.Value.Value;
        }
    }

    /// <summary>A splatted variable whose members are known only at run time, or null.</summary>
    public string? UnknownSplat { get; private set; }

    public Ast? GetOrDefault(string parameter) => values.TryGetValue(parameter, out Ast? value) ? value : null;

    private void AddTable(VariableExpressionAst splat, ScriptVariables variables)
    {
        if (FindTableOrDefault(variables.FindValueOrDefault(splat)) is not { } table)
        {
            UnknownSplat = splat.VariablePath.UserPath;
            return;
        }

        foreach (Tuple<ExpressionAst, StatementAst> pair in table.KeyValuePairs)
        {
            if (pair.Item1 is StringConstantExpressionAst name)
                values[name.Value] = pair.Item2;
        }
    }

    private static HashtableAst? FindTableOrDefault(Ast? value) => value switch
    {
        HashtableAst table => table,
        PipelineAst { PipelineElements.Count: 1 } pipeline => FindTableOrDefault(pipeline.PipelineElements[0]),
        CommandExpressionAst command => FindTableOrDefault(command.Expression),
        ConvertExpressionAst conversion => FindTableOrDefault(conversion.Child),
        ParenExpressionAst inner => FindTableOrDefault(inner.Pipeline),
        _ => null,
    };
}

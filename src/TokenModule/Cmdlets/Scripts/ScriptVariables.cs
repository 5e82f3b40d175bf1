using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>The values of variables that a script assigns exactly once.</summary>
internal sealed class ScriptVariables(ScriptBlockAst script)
{
    private readonly ILookup<string, Ast> values =
        script.FindAll(ast => ast is AssignmentStatementAst or ForEachStatementAst or ParameterAst, searchNestedScriptBlocks: true)
            .SelectMany(ListValues)
            .ToLookup(value => value.Name, value => value.Value, StringComparer.OrdinalIgnoreCase);

    /// <returns>The value that is assigned to the variable, or null when it has no value or several values.</returns>
    public Ast? FindValueOrDefault(VariableExpressionAst variable)
    {
        Ast[] found = [.. values[GetName(variable)]];
        return found.Length == 1 && found[0] is not ParameterAst ? found[0] : null;
    }

    private static IEnumerable<(string Name, Ast Value)> ListValues(Ast ast)
    {
        return ast switch
        {
            // The caller of the script chooses the value.
            ParameterAst parameter => [(GetName(parameter.Name), parameter)],
            ForEachStatementAst loop => [(GetName(loop.Variable), loop.Condition)],
            AssignmentStatementAst { Operator: TokenKind.Equals } assignment => ListTargets(assignment.Left, assignment.Right),
            // += and similar operators, after which the value is not the text of the assignment.
            AssignmentStatementAst assignment => ListTargets(assignment.Left, assignment).Concat(ListTargets(assignment.Left, assignment)),
            _ => [],
        };
    }

    // $a = 1; [string] $a = 1; $a.Name = 1; $a['name'] = 1; $a, $b = 1, 2
    private static IEnumerable<(string Name, Ast Value)> ListTargets(Ast target, Ast value) => target switch
    {
        VariableExpressionAst variable => [(GetName(variable), value)],
        AttributedExpressionAst typed => ListTargets(typed.Child, value),
        MemberExpressionAst member => ListTargets(member.Expression, target),
        IndexExpressionAst index => ListTargets(index.Target, target),
        ArrayLiteralAst list => list.Elements.SelectMany(element => ListTargets(element, target)),
        _ => [],
    };

    // $script:name and $name are the same variable at the top level of a script.
    private static string GetName(VariableExpressionAst variable)
    {
        string name = variable.VariablePath.UserPath;
        return name.Substring(name.IndexOf(':') + 1);
    }
}

using System.Management.Automation;
using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>A place in a script that changes a variable.</summary>
/// <param name="Node">The place.</param>
/// <param name="Value">The new value of the variable, or null when it is known only at run time.</param>
/// <param name="Member">The member of the variable that changes, or null when the whole variable can change.</param>
internal sealed record VariableChange(Ast Node, Ast? Value, string? Member = null)
{
    // After these methods, a table or list differs from its literal.
    private static readonly string[] ChangingMethods = ["Add", "AddRange", "Clear", "Insert", "Remove", "RemoveAt"];

    private static readonly string[] ChangingCommands = ["Set-Variable", "New-Variable", "Clear-Variable", "sv", "nv", "clv"];

    /// <summary>The innermost block of statements that contains the place.</summary>
    public Ast? Block { get; } = FindBlockOrDefault(Node);

    /// <returns>The changes of variables by this node itself, without the changes by its child nodes.</returns>
    public static IEnumerable<(VariablePath Variable, VariableChange Change)> ListChanges(Ast ast) => ast switch
    {
        // The caller chooses the value.
        ParameterAst parameter => [(parameter.Name.VariablePath, new VariableChange(ast, Value: null))],
        ForEachStatementAst loop => [(loop.Variable.VariablePath, new VariableChange(ast, loop.Condition))],
        AssignmentStatementAst { Operator: TokenKind.Equals } assignment => ListTargets(ast, assignment.Left, assignment.Right),
        // += and similar operators.
        AssignmentStatementAst assignment => ListTargets(ast, assignment.Left, value: null),
        InvokeMemberExpressionAst { Member: StringConstantExpressionAst method } call when IsIn(ChangingMethods, method.Value) =>
            ListTargets(ast, call.Expression, value: null, ReadName(call.Arguments?.FirstOrDefault())),
        CommandAst command when IsIn(ChangingCommands, command.GetCommandName()) =>
            command.CommandElements.Skip(1).OfType<StringConstantExpressionAst>()
                .Select(name => (new VariablePath(name.Value), new VariableChange(ast, Value: null))),
        _ => [],
    };

    // $a = 1; [string] $a = 1; $a.Name = 1; $a['name'] = 1; $a, $b = 1, 2
    private static IEnumerable<(VariablePath Variable, VariableChange Change)> ListTargets(
        Ast node, Ast target, Ast? value, string? member = null) => target switch
    {
        VariableExpressionAst variable => [(variable.VariablePath, new VariableChange(node, value, member))],
        AttributedExpressionAst typed => ListTargets(node, typed.Child, value, member),
        MemberExpressionAst part => ListTargets(node, part.Expression, value: null, ReadName(part.Member)),
        IndexExpressionAst part => ListTargets(node, part.Target, value: null, ReadName(part.Index)),
        ArrayLiteralAst list => list.Elements.SelectMany(element => ListTargets(node, element, value: null)),
        _ => [],
    };

    private static string? ReadName(Ast? name) => (name as StringConstantExpressionAst)?.Value;

    private static bool IsIn(string[] names, string? name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static Ast? FindBlockOrDefault(Ast node)
    {
        Ast? block = node.Parent;
        while (block is not null and not StatementBlockAst and not NamedBlockAst)
        {
            block = block.Parent;
        }

        return block;
    }
}

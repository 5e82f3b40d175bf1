using System.Management.Automation;
using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>The values of variables that are known without running the script.</summary>
/// <param name="nodes">The nodes of the script.</param>
internal sealed class ScriptVariables(IEnumerable<Ast> nodes)
{
    private readonly ILookup<(Ast? Scope, string Name), VariableChange> changes =
        nodes.SelectMany(VariableChange.ListChanges).ToLookup(
            found => (FindScope(found.Change.Node, found.Variable), GetName(found.Variable)),
            found => found.Change);

    /// <param name="variable">The place where the value is used.</param>
    /// <param name="isRelevant">Whether the change of a member counts. Null means that each change counts.</param>
    /// <returns>The value of the variable at this place, or null when it is known only at run time.</returns>
    public Ast? FindValueOrDefault(VariableExpressionAst variable, Func<string, bool>? isRelevant = null)
    {
        string name = GetName(variable.VariablePath);
        if (name is "_" or "PSITEM")
            return ScriptPipeline.FindItemOrDefault(variable);

        Ast? scope = FindScope(variable, variable.VariablePath);
        bool isOwnScope = true;
        while (true)
        {
            VariableChange[] found =
                [.. changes[(scope, name)].Where(change => change.Member is null || isRelevant is null || isRelevant(change.Member))];
            if (found.Length > 0)
                return isOwnScope ? FindAt(variable, found) : FindSingle(found);
            if (scope is null)
                return null;

            // A function also reads the variables of the script.
            scope = FindScope(scope.Parent);
            isOwnScope = false;
        }
    }

    private static Ast? FindAt(VariableExpressionAst variable, VariableChange[] found)
    {
        VariableChange? loop = Array.FindLast(found, change => change.Node is ForEachStatementAst each && IsWithin(variable, each.Body));
        if (loop is not null)
            return Array.Exists(found, change => change != loop && IsWithin(change.Node, loop.Node)) ? null : loop.Value;
        if (found.Length == 1)
            return found[0].Value;

        // Without branches and loops between them, the last change before the place counts.
        Ast? block = found[0].Block;
        bool isSequence = block is not null && IsWithin(variable, block)
            && Array.TrueForAll(found, change => change.Block == block && change.Node is not ForEachStatementAst);
        return isSequence
            ? Array.FindLast(found, change => change.Node.Extent.EndOffset <= variable.Extent.StartOffset)?.Value
            : null;
    }

    private static Ast? FindSingle(VariableChange[] found) => found.Length == 1 ? found[0].Value : null;

    private static bool IsWithin(Ast inner, Ast outer)
    {
        return inner.Extent.StartOffset >= outer.Extent.StartOffset && inner.Extent.EndOffset <= outer.Extent.EndOffset;
    }

    // A function has its own variables. The scope of the script itself is null.
    private static Ast? FindScope(Ast node, VariablePath variable)
    {
        bool isOfScript = variable.IsScript || variable.IsGlobal || (variable.IsDriveQualified && !IsUsing(variable));
        return isOfScript ? null : FindScope(node);
    }

    private static Ast? FindScope(Ast? node)
    {
        while (node is not null and not FunctionDefinitionAst and not FunctionMemberAst)
        {
            node = node.Parent;
        }

        return node;
    }

    // $script:name, $using:name and $name are the same variable at the top level of a script. $env:name is another one.
    private static string GetName(VariablePath variable)
    {
        string name = variable.UserPath.ToUpperInvariant();
        return variable.IsDriveQualified && !IsUsing(variable) ? name : name.Substring(name.IndexOf(':') + 1);
    }

    private static bool IsUsing(VariablePath variable) => variable.UserPath.StartsWith("using:", StringComparison.OrdinalIgnoreCase);
}

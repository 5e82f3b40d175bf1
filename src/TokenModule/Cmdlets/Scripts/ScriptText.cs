using System.Management.Automation.Language;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>Reads texts of a script that are known without running it.</summary>
/// <param name="variables">The variables of the script.</param>
internal sealed class ScriptText(ScriptVariables variables)
{
    /// <summary>Stands for a part that is known only at run time. A placeholder of a path can have this name.</summary>
    public const string Unknown = "{value}";

    // Assignments can refer to each other in a circle.
    private const int MaximumDepth = 16;

    /// <returns>The texts that the expression can be. Empty when they are known only at run time.</returns>
    /// <remarks>A part that is known only at run time is <see cref="Unknown"/>.</remarks>
    public IReadOnlyList<string> ListTexts(Ast? expression) => [.. Read(expression, depth: 0).Where(text => text != Unknown)];

    private IEnumerable<string> Read(Ast? expression, int depth)
    {
        if (depth > MaximumDepth)
            return [Unknown];

        return expression switch
        {
            StringConstantExpressionAst constant => [constant.Value],
            ConstantExpressionAst constant => [$"{constant.Value}"],
            ExpandableStringExpressionAst text => [Expand(text, depth)],
            VariableExpressionAst variable => ReadVariable(variable, depth),
            BinaryExpressionAst { Operator: TokenKind.Plus } sum => [ReadOne(sum.Left, depth) + ReadOne(sum.Right, depth)],
            BinaryExpressionAst { Operator: TokenKind.Format } format => [ReadOne(format.Left, depth)],
            ConvertExpressionAst conversion => Read(conversion.Child, depth + 1),
            ArrayLiteralAst list => list.Elements.SelectMany(element => Read(element, depth + 1)),
            ArrayExpressionAst list => list.SubExpression.Statements.SelectMany(statement => Read(statement, depth + 1)),
            ParenExpressionAst inner => Read(inner.Pipeline, depth + 1),
            PipelineAst { PipelineElements.Count: 1 } pipeline => Read(pipeline.PipelineElements[0], depth + 1),
            CommandExpressionAst only => Read(only.Expression, depth + 1),
            _ => [Unknown],
        };
    }

    private IEnumerable<string> ReadVariable(VariableExpressionAst variable, int depth)
    {
        return variables.FindValueOrDefault(variable) is { } value ? Read(value, depth + 1) : [Unknown];
    }

    private string ReadOne(Ast expression, int depth)
    {
        string[] texts = [.. Read(expression, depth + 1)];
        return texts.Length == 1 ? texts[0] : Unknown;
    }

    // The text of the string with its variables replaced, from the last one to the first one.
    private string Expand(ExpandableStringExpressionAst text, int depth)
    {
        string source = text.Extent.Text;
        int start = text.Extent.StartOffset;
        foreach (ExpressionAst nested in text.NestedExpressions.OrderByDescending(nested => nested.Extent.StartOffset))
        {
            int from = nested.Extent.StartOffset - start;
            source = source.Remove(from, nested.Extent.EndOffset - nested.Extent.StartOffset).Insert(from, ReadOne(nested, depth));
        }

        return source.Trim('"', '@', '\r', '\n').Replace("`", string.Empty);
    }
}

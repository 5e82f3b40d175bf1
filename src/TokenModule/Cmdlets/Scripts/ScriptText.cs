using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace TokenModule.Cmdlets.Scripts;

/// <summary>Reads texts of a script that are known without running it.</summary>
/// <param name="variables">The variables of the script.</param>
internal sealed class ScriptText(ScriptVariables variables)
{
    /// <summary>Replaces a part that is known only at run time. A placeholder of a path can have this name.</summary>
    public const string Unknown = "{value}";

    // The limits end the reading of circular assignments, and of assignments that multiply their texts.
    private const int MaximumDepth = 32;
    private const int MaximumReads = 1000;

    // A placeholder of the operator -f, such as {0} or {0:d}.
    private static readonly Regex Placeholder = new(@"\{(\d+)[^}]*\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private int reads;

    /// <returns>The texts that the expression can be. A text or part that is known only at run time is <see cref="Unknown"/>.</returns>
    public IReadOnlyList<string> ListTexts(Ast? expression)
    {
        reads = 0;
        return expression is null ? [] : [.. Read(expression, depth: 0).Distinct()];
    }

    private IEnumerable<string> Read(Ast? expression, int depth)
    {
        if (depth > MaximumDepth || ++reads > MaximumReads)
            return [Unknown];

        return expression switch
        {
            StringConstantExpressionAst constant => [constant.Value],
            ConstantExpressionAst constant => [$"{constant.Value}"],
            ExpandableStringExpressionAst text => [Expand(text, depth)],
            VariableExpressionAst variable => Read(variables.FindValueOrDefault(variable), depth + 1),
            UsingExpressionAst outer => Read(outer.SubExpression, depth + 1),
            MemberExpressionAst { Member: StringConstantExpressionAst name } member and not InvokeMemberExpressionAst =>
                ReadMember(member.Expression, name.Value, depth),
            BinaryExpressionAst { Operator: TokenKind.Plus } sum => [JoinUnknown(ReadOne(sum.Left, depth) + ReadOne(sum.Right, depth))],
            BinaryExpressionAst { Operator: TokenKind.Format } format => [Format(format, depth)],
            ConvertExpressionAst conversion => Read(conversion.Child, depth + 1),
            ArrayLiteralAst list => ReadAll(list.Elements, depth),
            ArrayExpressionAst list => ReadAll(list.SubExpression.Statements, depth),
            SubExpressionAst inner => ReadAll(inner.SubExpression.Statements, depth),
            ParenExpressionAst inner => Read(inner.Pipeline, depth + 1),
            PipelineAst pipeline => Read(pipeline.PipelineElements[pipeline.PipelineElements.Count - 1], depth + 1),
            CommandExpressionAst only => Read(only.Expression, depth + 1),
            CommandAst command when ScriptPipeline.FindBodyOrDefault(command) is { } body => ReadAll(body, depth),
            IfStatementAst { ElseClause: { } otherwise } choice =>
                ReadAll([.. choice.Clauses.SelectMany(clause => clause.Item2.Statements), .. otherwise.Statements], depth),
            _ => [Unknown],
        };
    }

    private IEnumerable<string> ReadAll(IEnumerable<Ast> parts, int depth) => parts.SelectMany(part => Read(part, depth + 1));

    // A member of a hashtable, or its keys.
    private IEnumerable<string> ReadMember(ExpressionAst expression, string name, int depth)
    {
        bool isKeys = string.Equals(name, "Keys", StringComparison.OrdinalIgnoreCase);
        Ast? value = expression is VariableExpressionAst variable
            ? variables.FindValueOrDefault(variable, member => isKeys || string.Equals(member, name, StringComparison.OrdinalIgnoreCase))
            : null;
        if (ScriptTable.FindOrDefault(value) is not { } table)
            return [Unknown];

        return isKeys
            ? ReadAll(table.KeyValuePairs.Select(pair => pair.Item1), depth)
            : Read(ScriptTable.FindMemberOrDefault(table, name), depth + 1);
    }

    private string ReadOne(Ast expression, int depth)
    {
        string[] texts = [.. Read(expression, depth + 1)];
        return texts.Length == 1 ? texts[0] : Unknown;
    }

    private string Format(BinaryExpressionAst format, int depth)
    {
        ExpressionAst[] values = format.Right is ArrayLiteralAst list ? [.. list.Elements] : [format.Right];
        string text = Placeholder.Replace(ReadOne(format.Left, depth), match =>
            int.TryParse(match.Groups[1].Value, out int index) && index < values.Length ? ReadOne(values[index], depth) : Unknown);
        return JoinUnknown(text);
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

        return JoinUnknown(source.Trim('"', '@', '\r', '\n').Replace("`", string.Empty));
    }

    // "$scheme$host/v1" starts with one unknown part.
    private static string JoinUnknown(string text)
    {
        string joined = text.Replace(Unknown + Unknown, Unknown);
        return joined == text ? text : JoinUnknown(joined);
    }
}

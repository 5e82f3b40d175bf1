using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BtpEmulator.ServiceManager;

/// <summary>A <c>fieldQuery</c> of the Service Manager: comparisons joined by <c>and</c>.</summary>
internal sealed partial class FieldQuery
{
    private readonly List<(string Field, bool Equal, string Value)> conditions = [];

    private FieldQuery()
    {
    }

    /// <summary>Parses a query. Returns null when the text is not a valid query.</summary>
    public static FieldQuery? ParseOrDefault(string text)
    {
        FieldQuery query = new();
        int end = 0;
        foreach (Match match in ConditionPattern.Matches(text).Cast<Match>())
        {
            string value = match.Groups["text"] is { Success: true } quoted
                ? quoted.Value.Replace("''", "'", StringComparison.Ordinal)
                : match.Groups["word"].Value;
            query.conditions.Add((match.Groups["field"].Value, match.Groups["operator"].Value is "eq", value));
            end = match.Index + match.Length;
        }

        return end == text.Length ? query : null;
    }

    public bool Matches(JsonObject item) =>
        conditions.TrueForAll(condition => (item[condition.Field]?.ToString() == condition.Value) == condition.Equal);

    [GeneratedRegex(
        @"\G\s*(?<field>[a-z_]+)\s+(?<operator>eq|ne)\s+"
        + @"(?:'(?<text>(?:[^']|'')*)'|(?<word>true|false|[0-9]+))(?:\s+and(?=\s)|\s*$)")]
    private static partial Regex ConditionPattern { get; }
}

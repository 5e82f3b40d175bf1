using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Text;

/// <summary>
/// A line with a JSON string that contains JSON: <c>"{\"clientid\":…}"</c>, the output of <c>terraform output NAME</c> and of tools that
/// encode a key as one value. A line of an <c>.env</c> file has the name of a variable before it.
/// </summary>
internal static class QuotedJson
{
    // The quote, a brace and an escaped quote.
    private const string Beginning = "\"{";

    /// <returns>The JSON in the string, or null when the line is something else.</returns>
    public static string? ParseOrDefault(string lines, int start, int end)
    {
        int open = lines.IndexOf(Beginning, start, end - start, StringComparison.Ordinal);
        if (open < 0 || !IsVariable(lines.Substring(start, open - start)))
            return null;

        string value = lines.Substring(open, end - open).TrimEnd();
        if (!TolerantJson.TryParse(value, out JsonElement text) || text.ValueKind != JsonValueKind.String)
            return null;

        string json = JsonUnicode.ReadOrDefault(text, static element => element.GetString()) ?? string.Empty;
        return TolerantJson.TryParse(json, out JsonElement content) && content.ValueKind == JsonValueKind.Object ? json : null;
    }

    // Nothing, or NAME= with or without export.
    private static bool IsVariable(string before)
    {
        string name = before.Trim();
        return name.Length == 0 || (name[name.Length - 1] == '=' && name.Length < 128 && name.IndexOfAny(['{', '"', '\'', ':']) < 0);
    }
}

using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Text;

/// <summary>
/// Repairs the quotes of JSON that passed through a word processor, a shell or Python. The result is used only when it is unambiguous.
/// </summary>
internal static class QuoteRepair
{
    private static readonly char[] Typographic = ['\u201C', '\u201D', '\u201E'];

    /// <returns>The repaired document, or null when the quotes are not the cause or the result is not valid JSON.</returns>
    public static JsonElement? ParseOrDefault(string text)
    {
        string? repaired = UnescapeOrDefault(text) ?? ReplaceOrDefault(text);
        return repaired is not null && TolerantJson.TryParse(repaired, out JsonElement json) ? json : null;
    }

    /// <returns>The cause as the beginning of a sentence, or null when the quotes are not the cause.</returns>
    public static string? DescribeErrorOrDefault(string text)
    {
        string start = text.TrimStart('{', ' ', '\t', '\r', '\n');
        return start.Length == 0 ? null : start[0] switch
        {
            '\'' => "The quotes are ' instead of \"",
            '\\' => "The quotes are escaped as \\\"",
            var quote when Typographic.Contains(quote) => "The quotes are typographic instead of \"",
            _ => null,
        };
    }

    private static string? UnescapeOrDefault(string text)
    {
        int end = text.LastIndexOf('}') + 1;
        bool isEscaped = end > 0 && text.TrimStart('{', ' ', '\t').StartsWith("\\\"", StringComparison.Ordinal);
        if (!isEscaped || !TolerantJson.TryParse('"' + text.Substring(0, end) + '"', out JsonElement value))
            return null;

        return JsonUnicode.ReadOrDefault(value, static element => element.GetString());
    }

    // With two kinds of quotes it is unclear which belong to the values.
    private static string? ReplaceOrDefault(string text)
    {
        if (text.Contains('"'))
            return null;

        bool isTypographic = text.IndexOfAny(Typographic) >= 0;
        bool isSingle = text.Contains('\'');
        return isTypographic == isSingle ? null
            : isSingle ? text.Replace('\'', '"')
            : Typographic.Aggregate(text, (replaced, quote) => replaced.Replace(quote, '"'));
    }
}

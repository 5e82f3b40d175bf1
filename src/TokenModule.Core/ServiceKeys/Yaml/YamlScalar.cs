using System.Text;

namespace TokenModule.ServiceKeys.Yaml;

/// <summary>A scalar in one line: plain, or in quotes of either kind.</summary>
internal static class YamlScalar
{
    private const string Indicators = "&*!|>%@`{}[],?#\"'";

    // What may stand behind a backslash, and what it means.
    private const string Escaped = "0abtnvfre \"/\\N_LP\t";
    private const string Meant = "\0\a\b\t\n\v\f\r\u001B \"/\\\u0085\u00A0\u2028\u2029\t";

    /// <returns>The text, or null where it is none of these, or goes on in the next line.</returns>
    public static string? ParseOrDefault(string value)
    {
        if (value.Length == 0)
            return null;

        if (value[0] is '"' or '\'')
        {
            int end = FindQuotedEnd(value);
            bool isWhole = end > 0 && RemoveComment("x" + value.Substring(end)) == "x";
            return !isWhole ? null : value[0] == '"' ? UnescapeOrDefault(value, end - 1) : value.Substring(1, end - 2).Replace("''", "'");
        }

        string plain = RemoveComment(value);
        bool isOther = Indicators.Contains(plain[0]) || plain.Contains('\t') || plain is "-" || plain.StartsWith("- ", StringComparison.Ordinal);
        return isOther || YamlEntry.FindColon(plain, 0) >= 0 ? null : plain;
    }

    public static string RemoveComment(string value)
    {
        int comment = value.IndexOf(" #", StringComparison.Ordinal);
        return (comment < 0 ? value : value.Substring(0, comment)).TrimEnd(' ');
    }

    /// <returns>The place behind the closing quote, or -1 where there is none.</returns>
    public static int FindQuotedEnd(string value)
    {
        char quote = value[0];
        for (int i = 1; i < value.Length; i++)
        {
            if (quote == '"' && value[i] == '\\')
                i++;
            else if (quote == '\'' && value[i] == quote && i + 1 < value.Length && value[i + 1] == quote)
                i++;
            else if (value[i] == quote)
                return i + 1;
        }

        return -1;
    }

    private static string? UnescapeOrDefault(string value, int end)
    {
        StringBuilder text = new(end);
        for (int i = 1; i < end; i++)
        {
            if (value[i] != '\\')
            {
                text.Append(value[i]);
                continue;
            }

            int digits = value[++i] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            int meant = Escaped.IndexOf(value[i]);
            if (digits == 0 && meant >= 0)
                text.Append(Meant[meant]);
            else if (digits == 0 || i + digits >= end || ParseCodePointOrDefault(value, i + 1, digits) is not { } code)
                return null;
            else
                AppendCodePoint(text, code);
            i += digits;
        }

        return text.ToString();
    }

    private static int? ParseCodePointOrDefault(string value, int start, int digits)
    {
        long code = 0;
        for (int i = start; i < start + digits; i++)
        {
            if (!Uri.IsHexDigit(value[i]))
                return null;
            code = (code * 16) + Uri.FromHex(value[i]);
        }

        return code <= 0x10FFFF ? (int)code : null;
    }

    private static void AppendCodePoint(StringBuilder text, int code)
    {
        if (code > 0xFFFF)
            text.Append(char.ConvertFromUtf32(code));
        else
            text.Append((char)code);
    }
}

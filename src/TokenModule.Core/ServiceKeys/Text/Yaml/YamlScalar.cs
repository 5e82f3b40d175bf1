using System.Text;

namespace TokenModule.ServiceKeys.Text.Yaml;

/// <summary>A scalar on one line: plain, in single quotes or in double quotes.</summary>
internal static class YamlScalar
{
    private const string Indicators = "&*!|>%@`{}[],?#\"'";

    // The characters after a backslash and, at the same index, their meaning.
    private const string Escaped = "0abtnvfre \"/\\N_LP\t";
    private const string Unescaped = "\0\a\b\t\n\v\f\r\u001B \"/\\\u0085\u00A0\u2028\u2029\t";

    /// <returns>The text, or null when the value has another form or continues on the next line.</returns>
    public static string? ParseOrDefault(string value)
    {
        if (value.Length == 0)
            return null;

        if (value[0] is '"' or '\'')
        {
            int end = FindQuotedEnd(value);
            bool isWhole = end > 0 && RemoveComment("x" + value.Substring(end)) == "x";
            return !isWhole ? null
                : value[0] == '"' ? UnescapeOrDefault(value, end - 1)
                : value.Substring(1, end - 2).Replace("''", "'");
        }

        string plain = RemoveComment(value);
        bool isOther = Indicators.Contains(plain[0])
            || plain.Contains('\t') || plain is "-" || plain.StartsWith("- ", StringComparison.Ordinal);
        return isOther || YamlEntry.FindColon(plain, 0) >= 0 ? null : plain;
    }

    public static string RemoveComment(string value)
    {
        int comment = value.IndexOf(" #", StringComparison.Ordinal);
        return (comment < 0 ? value : value.Substring(0, comment)).TrimEnd(' ');
    }

    /// <returns>The position after the closing quote, or -1 when it is missing.</returns>
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
            int index = Escaped.IndexOf(value[i]);
            if (digits == 0 && index >= 0)
                text.Append(Unescaped[index]);
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

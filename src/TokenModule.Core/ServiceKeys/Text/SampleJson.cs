using System.Text;

namespace TokenModule.ServiceKeys.Text;

/// <summary>
/// Converts a sample from documentation to JSON: quotes the placeholders and removes the dots that replace omitted members.
/// </summary>
internal static class SampleJson
{
    private const string Dots = "...";

    public static string QuotePlaceholders(string text)
    {
        StringBuilder json = new(text.Length);
        char last = '\0';
        for (int i = 0; i < text.Length;)
        {
            int end = text[i] == '"' ? FindStringEnd(text, i)
                : text[i] == '<' ? FindBracketEnd(text, i)
                : IsEllipsis(text, i) ? i + Dots.Length
                : i + 1;
            bool isPlaceholder = IsEllipsis(text, i) || (text[i] == '<' && text[end - 1] == '>');
            if (isPlaceholder && last == ':')
                json.Append('"').Append(text, i, end - i).Append('"');
            else if (IsEllipsis(text, i))
                end = FindEllipsisEnd(text, end);
            else
                json.Append(text, i, end - i);

            if (!char.IsWhiteSpace(text[i]))
                last = text[i];
            i = end;
        }

        return json.ToString();
    }

    private static bool IsEllipsis(string text, int start) => string.CompareOrdinal(text, start, Dots, 0, Dots.Length) == 0;

    // A string ends at the end of its line.
    private static int FindStringEnd(string text, int start)
    {
        int i = start + 1;
        while (i < text.Length && text[i] is not ('"' or '\n'))
        {
            i += text[i] == '\\' ? 2 : 1;
        }

        return Math.Min(i + 1, text.Length);
    }

    /// <returns>The position after the closing brackets, or after the opening ones when no bracket closes them.</returns>
    private static int FindBracketEnd(string text, int start)
    {
        int name = SkipAll(text, start, '<');
        int end = text.IndexOfAny(['<', '>', '"', '\\', '\n'], name);
        return end > name && text[end] == '>' ? SkipAll(text, end, '>') : name;
    }

    // Also skips the comma after the dots.
    private static int FindEllipsisEnd(string text, int end)
    {
        int comma = SkipAll(text, end, ' ');
        return comma < text.Length && text[comma] == ',' ? comma + 1 : end;
    }

    private static int SkipAll(string text, int start, char skipped)
    {
        while (start < text.Length && text[start] == skipped)
        {
            start++;
        }

        return start;
    }
}

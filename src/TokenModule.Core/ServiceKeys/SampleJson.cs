using System.Text;

namespace TokenModule.ServiceKeys;

/// <summary>Makes JSON of a page's sample, where placeholders stand without quotes and dots stand for members left out.</summary>
internal static class SampleJson
{
    public static string Complete(string text)
    {
        StringBuilder json = new(text.Length);
        bool inString = false;
        char last = '\0';
        for (int i = 0; i < text.Length;)
        {
            int end = inString ? EndOfEscape(text, i) : EndOfPlaceholder(text, i);
            bool isPlaceholder = !inString && end > i + 1;
            if (isPlaceholder && last == ':')
                json.Append('"').Append(text, i, end - i).Append('"');
            else if (!isPlaceholder || text[i] == '<')
                json.Append(text, i, end - i);
            else
                end = EndOfElided(text, end);

            inString = text[i] is '\n' ? false : text[i] == '"' ? !inString : inString;
            if (isPlaceholder || !char.IsWhiteSpace(text[i]))
                last = text[i];
            i = end;
        }

        return json.ToString();
    }

    private static int EndOfEscape(string text, int start) => text[start] == '\\' ? Math.Min(start + 2, text.Length) : start + 1;

    private static int EndOfPlaceholder(string text, int start)
    {
        if (string.CompareOrdinal(text, start, "...", 0, 3) == 0)
            return start + 3;
        if (text[start] != '<')
            return start + 1;

        int name = start;
        while (name < text.Length && text[name] == '<')
        {
            name++;
        }

        int end = text.IndexOfAny(['<', '>', '"', '\\', '\r', '\n'], name);
        if (end < 0 || text[end] != '>')
            return start + 1;
        while (end < text.Length && text[end] == '>')
        {
            end++;
        }

        return end;
    }

    // The comma behind what is left out goes with it.
    private static int EndOfElided(string text, int end)
    {
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        return end < text.Length && text[end] == ',' ? end + 1 : end;
    }
}

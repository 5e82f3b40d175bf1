namespace TokenModule.ServiceKeys;

/// <summary>Follows JSON line by line to the brace that closes what the first one opened.</summary>
internal struct JsonBraces
{
    private int depth;
    private bool inComment;

    /// <returns>The place behind the closing brace, or -1 where the line ends before it.</returns>
    public int FindClosingBrace(string text, int start, int end)
    {
        // A string ends with its line at the latest: a quote left out spoils one document, not those behind it.
        bool inString = false;
        for (int i = start; i < end; i++)
        {
            char next = i + 1 < end ? text[i + 1] : '\0';
            switch (text[i])
            {
                case '*' when inComment && next == '/':
                    inComment = false;
                    i++;
                    break;
                case var _ when inComment:
                    break;
                case '\\' when inString:
                    i++;
                    break;
                case '"':
                    inString = !inString;
                    break;
                case var _ when inString:
                    break;
                case '/' when next == '/':
                    return -1;
                case '/' when next == '*':
                    inComment = true;
                    i++;
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return i + 1;
            }
        }

        return -1;
    }
}

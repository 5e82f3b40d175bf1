namespace TokenModule.ServiceKeys.Text;

/// <summary>Finds the brace that closes a JSON object. The text arrives line by line.</summary>
internal struct JsonBraces
{
    private int depth;
    private bool inComment;

    /// <returns>The position after the closing brace, or -1 when the line ends before it.</returns>
    public int FindClosingBrace(string text, int start, int end)
    {
        // A string ends at the end of its line. A missing quote then damages only its own document.
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

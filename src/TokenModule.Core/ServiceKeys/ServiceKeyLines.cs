using System.Text;

namespace TokenModule.ServiceKeys;

/// <summary>Puts lines together to documents: a key is whole when the brace that opened it is closed.</summary>
internal sealed class ServiceKeyLines
{
    private readonly StringBuilder text = new();
    private int depth;
    private bool inString;
    private bool inComment;
    private bool opened;

    /// <summary>Whether there is text that makes no whole document yet.</summary>
    public bool HasMore
    {
        get
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (!char.IsWhiteSpace(text[i]))
                    return true;
            }

            return false;
        }
    }

    /// <param name="line">A line, or several.</param>
    /// <returns>Whether the document is whole now.</returns>
    public bool Add(string line)
    {
        int start = opened ? 0 : Opening(line);
        text.Append(line).Append('\n');
        if (start >= 0)
            Follow(line, start);
        return opened && depth == 0;
    }

    /// <summary>Gives the text and begins anew.</summary>
    public string Take()
    {
        string whole = text.ToString();
        text.Clear();
        (depth, inString, inComment, opened) = (0, false, false, false);
        return whole;
    }

    // A brace within the heading of a command line tool opens nothing.
    private static int Opening(string lines)
    {
        bool atStart = true;
        for (int i = 0; i < lines.Length; i++)
        {
            if (atStart && lines[i] == '{')
                return i;
            atStart = lines[i] == '\n' || (atStart && char.IsWhiteSpace(lines[i]));
        }

        return -1;
    }

    private void Follow(string line, int start)
    {
        opened = true;
        for (int i = start; i < line.Length; i++)
        {
            bool slash = line[i] == '/' && i + 1 < line.Length;
            switch (line[i])
            {
                case '*' when inComment && i + 1 < line.Length && line[i + 1] == '/':
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
                case '/' when slash && line[i + 1] == '/':
                    i = EndOfLine(line, i);
                    break;
                case '/' when slash && line[i + 1] == '*':
                    inComment = true;
                    i++;
                    break;
                case '{':
                    depth++;
                    break;
                case '}':
                    depth--;
                    break;
            }
        }
    }

    private static int EndOfLine(string line, int start)
    {
        int end = line.IndexOf('\n', start);
        return end < 0 ? line.Length : end;
    }
}

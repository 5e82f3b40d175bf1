namespace TokenModule.ServiceKeys.Text.Yaml;

/// <summary>The lines of a manifest in order. Blank lines and comments are skipped.</summary>
internal sealed class YamlLines(string text, int firstLine, string source)
{
    private int start;
    private int next;
    private int read;
    private string? line;
    private int at;

    /// <summary>The current line without its indentation; null before <see cref="LookAhead"/> and at the end.</summary>
    public string? Content => line?.Substring(at);

    public int Indent { get; private set; }

    public bool IsItem => line is not null && at < line.Length && line[at] == '-' && (at + 1 == line.Length || line[at + 1] == ' ');

    public bool IsEntry => YamlEntry.ParseOrDefault(Content!) is not null;

    public bool LookAhead()
    {
        while (line is null && ReadRawLineOrDefault() is { } raw)
        {
            string content = raw.TrimStart(' ');
            if (content.Trim().Length == 0 || content[0] == '#')
                continue;
            if (content[0] == '\t')
                throw CreateError("a tab in the indentation");

            Indent = raw.Length - content.Length;
            (line, at) = (content.TrimEnd(), 0);
        }

        return line is not null;
    }

    public string TakeLine()
    {
        string content = Content!;
        line = null;
        return content;
    }

    /// <summary>Removes the hyphen of an item. The rest is then read as a line of its own.</summary>
    public void TakeHyphen()
    {
        int hyphen = at;
        do
        {
            at++;
        }
        while (at < line!.Length && line[at] == ' ');
        Indent += at - hyphen;
    }

    /// <returns>The next line unchanged, or null at the end.</returns>
    public string? ReadRawLineOrDefault()
    {
        if (next >= text.Length)
            return null;

        start = next;
        int end = text.IndexOf('\n', start);
        next = end < 0 ? text.Length : end + 1;
        read++;
        return text.Substring(start, (end < 0 ? text.Length : end) - start);
    }

    /// <summary>Makes the last raw line the next one again.</summary>
    public void PutBack()
    {
        next = start;
        read--;
    }

    public ServiceKeyException CreateError(string found)
    {
        return new ServiceKeyException(
            Failure.ServiceKeyInvalid,
            source,
            $"The YAML contains {found} at line {firstLine + Math.Max(read, 1) - 1}, which is not supported. "
                + "Use JSON: kubectl get secret NAME -o json.");
    }
}

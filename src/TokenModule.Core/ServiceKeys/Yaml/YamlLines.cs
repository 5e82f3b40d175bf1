namespace TokenModule.ServiceKeys.Yaml;

/// <summary>The lines of a manifest one after the other, blank ones and comments passed over.</summary>
internal sealed class YamlLines
{
    private readonly string text;
    private readonly string source;
    private readonly int firstLine;
    private int start;
    private int next;
    private int read;
    private string? line;
    private int at;

    public YamlLines(string text, int firstLine, string source)
    {
        this.text = text;
        this.source = source;
        this.firstLine = firstLine;
    }

    /// <summary>The line not taken yet, without its indentation; null until it is looked for, and at the end.</summary>
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

    /// <summary>Takes the hyphen of an item off, so that what stands behind it is read as a line of its own.</summary>
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

    /// <returns>The next line as it is, or null at the end.</returns>
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

    /// <summary>Gives the last raw line back.</summary>
    public void PutBack()
    {
        next = start;
        read--;
    }

    public ServiceKeyException CreateError(string found)
    {
        return new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"{found} at line {firstLine + Math.Max(read, 1) - 1}, where only the plain YAML of manifests is read. Take the manifest as JSON: kubectl get secret NAME -o json.");
    }
}

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

    public YamlLines(string text, int firstLine, string source)
    {
        this.text = text;
        this.source = source;
        this.firstLine = firstLine;
    }

    /// <summary>The line not taken yet, without its indentation; null until it is looked for, and at the end.</summary>
    public string? Content { get; private set; }

    public int Indent { get; private set; }

    public bool IsItem => Content is "-" || Content?.StartsWith("- ", StringComparison.Ordinal) == true;

    public bool IsEntry => YamlEntry.Read(Content!) is not null;

    public bool LookAhead()
    {
        while (Content is null && Raw() is { } line)
        {
            string content = line.TrimStart(' ');
            if (content.Trim().Length == 0 || content[0] == '#')
                continue;
            if (content[0] == '\t')
                throw Fault("a tab in the indentation");

            Indent = line.Length - content.Length;
            Content = content.TrimEnd();
        }

        return Content is not null;
    }

    public string Take()
    {
        string content = Content!;
        Content = null;
        return content;
    }

    /// <summary>Takes the hyphen of an item off, so that what stands behind it is read as a line of its own.</summary>
    public void TakeHyphen()
    {
        string item = Content!.Substring(1).TrimStart(' ');
        Indent += Content.Length - item.Length;
        Content = item;
    }

    /// <returns>The next line as it is, or null at the end.</returns>
    public string? Raw()
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

    public ServiceKeyException Fault(string found)
    {
        return new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"{found} at line {firstLine + Math.Max(read, 1) - 1}, where only the plain YAML of manifests is read. Take the manifest as JSON: kubectl get secret NAME -o json.");
    }
}

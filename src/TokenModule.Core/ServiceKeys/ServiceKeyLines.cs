using System.Text;
using TokenModule.ServiceKeys.Yaml;

namespace TokenModule.ServiceKeys;

/// <summary>Puts lines together to documents. A whole text goes the same way as its lines one by one.</summary>
internal sealed class ServiceKeyLines
{
    /// <summary>4 MiB, as for a file.</summary>
    public const int LargestText = 4 * 1024 * 1024;
    private const int MostDocuments = 1000;

    private readonly StringBuilder text = new();
    private readonly SurroundingText words = new();
    private List<ServiceKeyDocument> whole = [];
    private JsonBraces braces;
    private ManifestLines? manifest;
    private bool inJson;
    private bool passedOver;
    private bool ended;
    private int line;
    private int firstLine;
    private int firstColumn;
    private int documents;

    /// <summary>Whether nothing but blank lines came.</summary>
    public bool IsEmpty => documents == 0 && text.Length == 0 && words.IsEmpty;

    /// <param name="lines">A line, or several.</param>
    /// <returns>The documents that are whole now.</returns>
    public IReadOnlyList<ServiceKeyDocument> AddLines(string lines)
    {
        for (int start = 0; start <= lines.Length && !ended;)
        {
            int next = lines.IndexOf('\n', start);
            int end = next < 0 ? lines.Length : next;
            line++;
            AddLine(lines, start, end > start && lines[end - 1] == '\r' ? end - 1 : end);
            start = next < 0 || next == lines.Length - 1 ? lines.Length + 1 : next + 1;
        }

        return TakeDocuments();
    }

    /// <returns>What is left: a document that nothing closes, or what there is to say where none came.</returns>
    public IReadOnlyList<ServiceKeyDocument> Complete()
    {
        if (!ended && (inJson || manifest is not null))
            CloseDocument(manifest is null ? ServiceKeyNotation.Json : ServiceKeyNotation.Yaml);
        else if (!ended && words.CompleteOrDefault(documents) is { } remainder)
            whole.Add(remainder);
        ended = true;
        return TakeDocuments();
    }

    private void AddLine(string lines, int start, int end)
    {
        if (text.Length + words.Length + (end - start) > LargestText)
        {
            AddError("longer than 4 MiB, which no service key is.");
            return;
        }

        if (manifest?.IsNextDocument(lines, start, end) == true)
            CloseDocument(ServiceKeyNotation.Yaml);
        if (manifest is null && !inJson && !words.IsInUserVariables && ManifestLines.IsFirstLine(lines, start, end))
            (manifest, firstLine, firstColumn) = (new ManifestLines(), line, 0);

        if (manifest is not null)
        {
            manifest.ReadLine(lines, start, end);
            text.Append(lines, start, end - start).Append('\n');
            return;
        }

        for (int position = start; position < end && !ended;)
        {
            position = inJson ? ReadJson(lines, position, end) : ReadSurroundingText(lines, start, position, end);
        }

        if (inJson)
            text.Append('\n');
    }

    private int ReadSurroundingText(string lines, int start, int position, int end)
    {
        int brace = words.FindOpeningBrace(lines, position, end);
        string said = SurroundingText.TrimSeparators(lines, position, brace);
        words.AddText(said, line);
        if (brace == end)
            return end;

        // cf env prints the application beside its services.
        passedOver = said.StartsWith("VCAP_APPLICATION", StringComparison.Ordinal);
        (inJson, firstLine, firstColumn, braces) = (true, line, brace - start, default);
        return brace;
    }

    private int ReadJson(string lines, int position, int end)
    {
        int behind = braces.FindClosingBrace(lines, position, end);
        int stop = behind < 0 ? end : behind;
        text.Append(lines, position, stop - position);
        if (behind >= 0)
            CloseDocument(ServiceKeyNotation.Json);
        return stop;
    }

    private void CloseDocument(ServiceKeyNotation notation)
    {
        if (++documents > MostDocuments)
            AddError("more than 1,000 documents. Split the text.");
        else if (!passedOver && manifest?.IsOfOtherKind != true)
            whole.Add(new ServiceKeyDocument(notation, text.ToString(), firstLine) { Column = firstColumn, Heading = words.Heading });

        (inJson, passedOver, manifest) = (false, false, null);
        words.StartDocument();
        // Its memory goes back with it: what it held lives on as the document.
        text.Clear().Capacity = 0;
    }

    private void AddError(string fault)
    {
        whole.Add(ServiceKeyDocument.CreateInvalid(fault));
        ended = true;
    }

    private List<ServiceKeyDocument> TakeDocuments()
    {
        if (whole.Count == 0)
            return [];

        List<ServiceKeyDocument> given = whole;
        whole = [];
        return given;
    }
}

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
    private readonly SurroundingWords words = new();
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
    public bool IsEmpty => documents == 0 && text.Length == 0 && words.AreNone;

    /// <param name="lines">A line, or several.</param>
    /// <returns>The documents that are whole now.</returns>
    public IReadOnlyList<ServiceKeyDocument> Add(string lines)
    {
        for (int start = 0; start <= lines.Length && !ended;)
        {
            int next = lines.IndexOf('\n', start);
            int end = next < 0 ? lines.Length : next;
            line++;
            AddLine(lines, start, end > start && lines[end - 1] == '\r' ? end - 1 : end);
            start = next < 0 || next == lines.Length - 1 ? lines.Length + 1 : next + 1;
        }

        return Given();
    }

    /// <returns>What is left: a document that nothing closes, or what there is to say where none came.</returns>
    public IReadOnlyList<ServiceKeyDocument> End()
    {
        if (!ended && (inJson || manifest is not null))
            Close(manifest is null ? ServiceKeyNotation.Json : ServiceKeyNotation.Yaml);
        else if (!ended && words.Remainder(documents) is { } remainder)
            whole.Add(remainder);
        ended = true;
        return Given();
    }

    private void AddLine(string lines, int start, int end)
    {
        if (text.Length + words.Length + (end - start) > LargestText)
        {
            Refuse("longer than 4 MiB, which no service key is.");
            return;
        }

        if (manifest?.EndsBefore(lines, start, end) == true)
            Close(ServiceKeyNotation.Yaml);
        if (manifest is null && !inJson && !words.AreUserVariables && ManifestLines.Begins(lines, start, end))
            (manifest, firstLine, firstColumn) = (new ManifestLines(), line, 0);

        if (manifest is not null)
        {
            manifest.Follow(lines, start, end);
            text.Append(lines, start, end - start).Append('\n');
            return;
        }

        for (int position = start; position < end && !ended;)
        {
            position = inJson ? FollowJson(lines, position, end) : FollowWords(lines, start, position, end);
        }

        if (inJson)
            text.Append('\n');
    }

    private int FollowWords(string lines, int start, int position, int end)
    {
        int brace = words.Opening(lines, position, end);
        string said = SurroundingWords.Said(lines, position, brace);
        words.Add(said, line);
        if (brace == end)
            return end;

        // cf env prints the application beside its services.
        passedOver = said.StartsWith("VCAP_APPLICATION", StringComparison.Ordinal);
        (inJson, firstLine, firstColumn, braces) = (true, line, brace - start, default);
        return brace;
    }

    private int FollowJson(string lines, int position, int end)
    {
        int behind = braces.Follow(lines, position, end);
        int stop = behind < 0 ? end : behind;
        text.Append(lines, position, stop - position);
        if (behind >= 0)
            Close(ServiceKeyNotation.Json);
        return stop;
    }

    private void Close(ServiceKeyNotation notation)
    {
        if (++documents > MostDocuments)
            Refuse("more than 1,000 documents. Split the text.");
        else if (!passedOver && manifest?.IsOfOtherKind != true)
            whole.Add(new ServiceKeyDocument(notation, text.ToString(), firstLine) { Column = firstColumn, Heading = words.Heading });

        (inJson, passedOver, manifest) = (false, false, null);
        words.EndBeforeDocument();
        // Its memory goes back with it: what it held lives on as the document.
        text.Clear().Capacity = 0;
    }

    private void Refuse(string fault)
    {
        whole.Add(ServiceKeyDocument.None(fault));
        ended = true;
    }

    private List<ServiceKeyDocument> Given()
    {
        if (whole.Count == 0)
            return [];

        List<ServiceKeyDocument> given = whole;
        whole = [];
        return given;
    }
}

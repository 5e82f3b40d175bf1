using System.Text;
using System.Text.RegularExpressions;
using TokenModule.ServiceKeys.Text.Yaml;

namespace TokenModule.ServiceKeys.Text;

/// <summary>Collects the lines of a text into documents. A whole text and its single lines give the same documents.</summary>
internal sealed class ServiceKeyLines
{
    /// <summary>4 MiB, the same limit as for a file.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;
    private const int MaximumDocuments = 1000;
    private const char EscapeCharacter = '\u001B';

    // With CF_COLOR=true, cf prints colors around names and headings (ECMA-48 section 8.3.117).
    private static readonly Regex ColorCode = new("\u001B\\[[0-9;]*m", RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));

    private readonly StringBuilder text = new();
    private readonly SurroundingText surroundings = new();
    private List<ServiceKeyDocument> whole = [];
    private JsonBraces braces;
    private ManifestLines? manifest;
    private bool inJson;
    private bool isSkipped;
    private bool ended;
    private int line;
    private int firstLine;
    private int firstColumn;
    private int documents;

    /// <summary>Whether all lines so far were blank.</summary>
    public bool IsEmpty => documents == 0 && text.Length == 0 && surroundings.IsEmpty;

    /// <param name="lines">One line or several lines.</param>
    /// <returns>The documents that these lines complete.</returns>
    public IReadOnlyList<ServiceKeyDocument> AddLines(string lines)
    {
        if (lines.Contains(EscapeCharacter))
            lines = ColorCode.Replace(lines, string.Empty);
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

    /// <returns>The last document, which can be incomplete, or an error when the text contains no document.</returns>
    public IReadOnlyList<ServiceKeyDocument> Complete()
    {
        if (!ended && (inJson || manifest is not null))
            CloseDocument(manifest is null ? ServiceKeyNotation.Json : ServiceKeyNotation.Yaml);
        else if (!ended && surroundings.CompleteOrDefault(documents) is { } remainder)
            whole.Add(remainder);
        ended = true;
        return TakeDocuments();
    }

    private void AddLine(string lines, int start, int end)
    {
        if (text.Length + surroundings.Length + (end - start) > MaximumLength)
        {
            AddError("The text is longer than 4 MiB, which is too long for a service key. Check the source.");
            return;
        }

        if (manifest?.IsNextDocument(lines, start, end) == true)
            CloseDocument(ServiceKeyNotation.Yaml);
        if (manifest is null && !inJson && !surroundings.IsInUserVariables && ManifestLines.IsFirstLine(lines, start, end))
            (manifest, firstLine, firstColumn) = (new ManifestLines(), line, 0);

        if (manifest is not null)
        {
            manifest.ReadLine(lines, start, end);
            text.Append(lines, start, end - start).Append('\n');
            return;
        }

        if (!inJson && !surroundings.IsInUserVariables && QuotedJson.ParseOrDefault(lines, start, end) is { } quoted)
        {
            (firstLine, firstColumn) = (line, 0);
            text.Append(quoted);
            CloseDocument(ServiceKeyNotation.Json);
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
        int brace = surroundings.FindOpeningBrace(lines, position, end);
        string outside = SurroundingText.TrimSeparators(lines, position, brace);
        surroundings.AddText(outside, line);
        if (brace == end)
            return end;

        // cf env prints VCAP_APPLICATION next to VCAP_SERVICES. It contains no credentials.
        isSkipped = outside.StartsWith("VCAP_APPLICATION", StringComparison.Ordinal);
        (inJson, firstLine, firstColumn, braces) = (true, line, brace - start, default);
        return brace;
    }

    private int ReadJson(string lines, int position, int end)
    {
        int after = braces.FindClosingBrace(lines, position, end);
        int stop = after < 0 ? end : after;
        text.Append(lines, position, stop - position);
        if (after >= 0)
            CloseDocument(ServiceKeyNotation.Json);
        return stop;
    }

    private void CloseDocument(ServiceKeyNotation notation)
    {
        if (++documents > MaximumDocuments)
            AddError("The text contains more than 1,000 documents. Split the text.");
        else if (!isSkipped && manifest?.IsOfOtherKind != true)
            whole.Add(
                new ServiceKeyDocument(notation, text.ToString(), firstLine) { Column = firstColumn, Heading = surroundings.Heading });

        (inJson, isSkipped, manifest) = (false, false, null);
        surroundings.StartDocument();
        // Releases the buffer. The document has its own copy of the text.
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

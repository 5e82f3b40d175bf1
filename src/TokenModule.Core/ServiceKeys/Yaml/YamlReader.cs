using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Yaml;

/// <summary>
/// Reads the YAML that manifests are written in: mappings, sequences and scalars in block style (YAML 1.2.2, chapter 8).
/// All scalars but null are text, as the values of a Secret are. Anchors, tags and flow collections are refused, not guessed.
/// </summary>
internal sealed class YamlReader
{
    private const int Deepest = 32;

    // As a document each takes many times the memory of its text.
    private const int MostValues = 50_000;

    private readonly YamlLines lines;
    private readonly Utf8JsonWriter json;
    private int values;

    private YamlReader(YamlLines lines, Utf8JsonWriter json)
    {
        this.lines = lines;
        this.json = json;
    }

    /// <param name="firstLine">The number of the first line in the user's own text.</param>
    /// <exception cref="ServiceKeyException">It is no such YAML; the message names the line.</exception>
    public static JsonElement ParseDocument(string text, int firstLine, string source)
    {
        return JsonText.BuildElement(json => new YamlReader(new YamlLines(text, firstLine, source), json).ReadDocument());
    }

    private void ReadDocument()
    {
        lines.LookAhead();
        if (lines.Indent > 0 || lines.IsItem)
            throw lines.CreateError("no mapping");

        ReadMapping(0, 0);
        if (lines.LookAhead())
            throw lines.CreateError("a line that belongs to nothing above it");
    }

    private void ReadBlock(int depth)
    {
        if (depth > Deepest)
            throw lines.CreateError("more than 32 levels");
        if (lines.IsItem)
            ReadSequence(lines.Indent, depth);
        else
            ReadMapping(lines.Indent, depth);
    }

    private void ReadMapping(int indent, int depth)
    {
        json.WriteStartObject();
        while (lines.LookAhead() && lines.Indent == indent && !lines.IsItem)
        {
            YamlEntry entry = YamlEntry.ParseOrDefault(lines.Content!) ?? throw lines.CreateError("no name followed by a colon");
            lines.TakeLine();
            JsonText.WriteName(json, entry.Name);
            ReadValue(entry.Value, indent, depth, itemsMayAlign: true);
        }

        if (lines.LookAhead() && lines.Indent > indent)
            throw lines.CreateError("a line indented more than the one above it");
        json.WriteEndObject();
    }

    private void ReadSequence(int indent, int depth)
    {
        json.WriteStartArray();
        while (lines.LookAhead() && lines.Indent == indent && lines.IsItem)
        {
            lines.TakeHyphen();
            if (lines.IsItem || lines.IsEntry)
                ReadBlock(depth + 1);
            else
                ReadValue(lines.TakeLine(), indent, depth, itemsMayAlign: false);
        }

        if (lines.LookAhead() && lines.Indent > indent)
            throw lines.CreateError("a line indented more than the one above it");
        json.WriteEndArray();
    }

    private void ReadValue(string value, int indent, int depth, bool itemsMayAlign)
    {
        if (++values > MostValues)
            throw lines.CreateError("more than 50,000 values");

        if (value.Length > 0 && value[0] is '|' or '>')
            JsonText.WriteValue(json, YamlBlockScalar.ReadText(lines, value, indent));
        else if (value.Length > 0 && value[0] != '#')
            WriteScalar(value);
        else if (lines.LookAhead() && (lines.Indent > indent || (itemsMayAlign && lines.Indent == indent && lines.IsItem)))
            ReadBlock(depth + 1);
        else
            json.WriteNullValue();
    }

    private void WriteScalar(string value)
    {
        switch (YamlScalar.RemoveComment(value))
        {
            case "{}":
                json.WriteStartObject();
                json.WriteEndObject();
                break;
            case "[]":
                json.WriteStartArray();
                json.WriteEndArray();
                break;
            case "~" or "null" or "Null" or "NULL":
                json.WriteNullValue();
                break;
            default:
                JsonText.WriteValue(json, YamlScalar.ParseOrDefault(value) ?? throw lines.CreateError("a value that is neither plain nor quoted in one line"));
                break;
        }
    }
}

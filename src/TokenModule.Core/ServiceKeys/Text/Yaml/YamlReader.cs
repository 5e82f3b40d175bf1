using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Text.Yaml;

/// <summary>
/// Reads Secret manifests in YAML: mappings, sequences and scalars in block style (YAML 1.2.2 chapter 8). Every scalar except null is
/// text, because the values of a Secret are text. Anchors, tags and flow collections are rejected.
/// It supports more than <c>kubectl get secret -o yaml</c> prints, because people also import manifests that were written by hand or by
/// Helm: these have comments, quotes of both kinds, and keys in <c>stringData</c> as block scalars with <c>|</c> or <c>&gt;</c>. A YAML
/// package would be a third-party DLL of the module, which can conflict with other modules in the same process.
/// </summary>
internal sealed class YamlReader
{
    private const int MaximumDepth = 32;

    // A parsed value takes many times the memory of its text.
    private const int MaximumValues = 50_000;

    private readonly YamlLines lines;
    private readonly Utf8JsonWriter json;
    private int values;

    private YamlReader(YamlLines lines, Utf8JsonWriter json)
    {
        this.lines = lines;
        this.json = json;
    }

    /// <param name="firstLine">The number of the first line in the text of the user.</param>
    /// <exception cref="ServiceKeyException">The text is not YAML of this kind. The message contains the line number.</exception>
    public static JsonElement ParseDocument(string text, int firstLine, string source)
    {
        return JsonText.BuildElement(json => new YamlReader(new YamlLines(text, firstLine, source), json).ReadDocument());
    }

    private void ReadDocument()
    {
        lines.LookAhead();
        if (lines.Indent > 0 || lines.IsItem)
            throw lines.CreateError("no mapping at the top level");

        ReadMapping(0, 0);
        if (lines.LookAhead())
            throw lines.CreateError("a line with an unexpected indentation");
    }

    private void ReadBlock(int depth)
    {
        if (depth > MaximumDepth)
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
            YamlEntry entry = YamlEntry.ParseOrDefault(lines.Content!) ?? throw lines.CreateError("a line without a name and a colon");
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
        if (++values > MaximumValues)
            throw lines.CreateError("more than 50,000 values");

        if (value.Length > 0 && value[0] is '|' or '>')
            JsonText.WriteValue(json, YamlBlockScalar.ReadText(lines, value, indent));
        else if (value.Length > 0 && value[0] != '#')
            WriteScalar(value);
        else if (HasBlock(indent, itemsMayAlign))
            ReadBlock(depth + 1);
        else
            json.WriteNullValue();
    }

    private bool HasBlock(int indent, bool itemsMayAlign)
    {
        return lines.LookAhead() && (lines.Indent > indent || (itemsMayAlign && lines.Indent == indent && lines.IsItem));
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
                string text = YamlScalar.ParseOrDefault(value)
                    ?? throw lines.CreateError("a value that is not plain or quoted on one line");
                JsonText.WriteValue(json, text);
                break;
        }
    }
}

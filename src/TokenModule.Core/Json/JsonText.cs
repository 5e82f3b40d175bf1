using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TokenModule.Json;

/// <summary>Builds JSON in memory, so that text in other notations can be read as JSON.</summary>
internal static class JsonText
{
    // The JSON is never part of a web page, so characters such as < need no escapes.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonElement BuildElement(Action<Utf8JsonWriter> write)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Plain))
        {
            write(json);
        }

        Utf8JsonReader reader = new(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), new JsonReaderOptions { MaxDepth = 128 });
        return JsonElement.ParseValue(ref reader);
    }

    // The conversion to UTF-8 replaces an unpaired surrogate. The writer would throw.
    public static void WriteName(Utf8JsonWriter json, string name) => json.WritePropertyName(Encoding.UTF8.GetBytes(name));

    public static void WriteValue(Utf8JsonWriter json, string value) => json.WriteStringValue(Encoding.UTF8.GetBytes(value));
}

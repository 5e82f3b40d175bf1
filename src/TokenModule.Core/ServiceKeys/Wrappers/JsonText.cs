using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>Writes JSON in memory, so that what is no JSON can be read as such.</summary>
internal static class JsonText
{
    // No page shows it: escapes would only make it longer.
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

    // As UTF-8, where half a surrogate pair is replaced and not refused.
    public static void WriteName(Utf8JsonWriter json, string name) => json.WritePropertyName(Encoding.UTF8.GetBytes(name));

    public static void WriteValue(Utf8JsonWriter json, string value) => json.WriteStringValue(Encoding.UTF8.GetBytes(value));
}

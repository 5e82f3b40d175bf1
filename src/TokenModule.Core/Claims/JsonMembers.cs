using System.Text;
using System.Text.Json;

namespace TokenModule.Claims;

/// <summary>One JSON object, checked whole when it is made and searched when asked. A name that stands twice, at any depth, is refused.</summary>
internal sealed class JsonMembers
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> json;

    private JsonMembers(ReadOnlyMemory<byte> json)
    {
        this.json = json;
    }

    /// <exception cref="FormatException">No JSON object; the message says why, as the end of a sentence.</exception>
    public static JsonMembers Parse(byte[] json)
    {
        try
        {
            StrictUtf8.GetCharCount(json);
            StrictJsonReader.RequireObject(json);
            return new JsonMembers(json);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("is not UTF-8", e);
        }
        catch (JsonException)
        {
            throw new FormatException("is no valid JSON");
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("holds text that is not Unicode");
        }
    }

    public bool Has(ReadOnlySpan<byte> name) => TryFind(name, out _);

    /// <returns>The text, or null where the member is absent or no text.</returns>
    public string? GetTextOrDefault(ReadOnlySpan<byte> name)
    {
        return TryFind(name, out Utf8JsonReader reader) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <returns>The texts of an array, or the one text that stands in its place.</returns>
    public string[] GetTexts(ReadOnlySpan<byte> name)
    {
        if (!TryFind(name, out Utf8JsonReader reader))
            return [];
        if (reader.TokenType == JsonTokenType.String)
            return [reader.GetString()!];
        if (reader.TokenType != JsonTokenType.StartArray)
            return [];

        List<string> texts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
                texts.Add(reader.GetString()!);
            reader.Skip();
        }

        return [.. texts];
    }

    /// <returns>A NumericDate (RFC 7519, 2), also where it stands as text; null where it is absent or no date.</returns>
    public DateTimeOffset? GetTimeOrDefault(ReadOnlySpan<byte> name)
    {
        if (!TryFind(name, out Utf8JsonReader reader))
            return null;

        double seconds;
        bool isNumber = reader.TokenType == JsonTokenType.Number
            ? reader.TryGetDouble(out seconds)
            : double.TryParse(GetTextOrDefault(name), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out seconds);
        return isNumber && seconds is >= 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;
    }

    /// <returns>The members of an object, or null where the member is absent or none.</returns>
    public JsonMembers? GetObjectOrDefault(ReadOnlySpan<byte> name)
    {
        return TryFind(name, out Utf8JsonReader reader) && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : null;
    }

    /// <returns>The objects of an array; what else stands in it is passed over. Null where the member is absent or no array.</returns>
    public IReadOnlyList<JsonMembers>? GetObjectsOrDefault(ReadOnlySpan<byte> name)
    {
        if (!TryFind(name, out Utf8JsonReader reader) || reader.TokenType != JsonTokenType.StartArray)
            return null;

        List<JsonMembers> objects = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                objects.Add(ReadObject(ref reader));
            else
                reader.Skip();
        }

        return objects;
    }

    /// <summary>All of it as a document of its own.</summary>
    public JsonDocument ToDocument() => JsonDocument.Parse(json);

    private JsonMembers ReadObject(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new JsonMembers(json.Slice(start, (int)reader.BytesConsumed - start));
    }

    private bool TryFind(ReadOnlySpan<byte> name, out Utf8JsonReader reader)
    {
        // A name that stands nowhere needs no walk, unless it could be escaped.
        if (json.Span.IndexOf(name) < 0 && json.Span.IndexOf((byte)'\\') < 0)
        {
            reader = default;
            return false;
        }

        reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isFound = reader.ValueTextEquals(name);
            reader.Read();
            if (isFound)
                return true;
            reader.Skip();
        }

        return false;
    }
}

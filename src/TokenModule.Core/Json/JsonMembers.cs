using System.Globalization;
using System.Text.Json;

namespace TokenModule.Json;

/// <summary>
/// The members of a JSON object from an untrusted source: a token, a token response or a set of keys. The whole text is checked once and
/// each member is searched when it is read. This is faster than a document, because callers read few members of each token.
/// </summary>
internal sealed class JsonMembers
{
    private readonly ReadOnlyMemory<byte> json;

    private JsonMembers(ReadOnlyMemory<byte> json)
    {
        this.json = json;
    }

    /// <summary>
    /// Parses strictly: one object, UTF-8, at most 64 levels, no comments or trailing commas, no name twice in an object at any level.
    /// </summary>
    /// <exception cref="FormatException">It breaks a rule. The message is the end of a sentence and never quotes the text.</exception>
    public static JsonMembers Parse(byte[] json)
    {
        if (!StrictText.IsUtf8(json))
            throw new FormatException("is not UTF-8");

        try
        {
            return JsonUnicode.Require(json, static bytes =>
            {
                StrictJsonReader.RequireObject(bytes);
                return new JsonMembers(bytes);
            });
        }
        catch (InvalidUnicodeException)
        {
            throw new FormatException("contains text that is not Unicode");
        }
        catch (JsonException)
        {
            // The message of the JsonException can quote the text.
            throw new FormatException("is not valid JSON");
        }
    }

    public bool Has(ReadOnlySpan<byte> name) => TryFind(name, out _);

    /// <summary>Whether the member is present and not null.</summary>
    public bool HasValue(ReadOnlySpan<byte> name)
    {
        return TryFind(name, out Utf8JsonReader reader) && reader.TokenType != JsonTokenType.Null;
    }

    /// <returns>The text, or null when the member is absent or not a string.</returns>
    public string? GetTextOrDefault(ReadOnlySpan<byte> name)
    {
        return TryFind(name, out Utf8JsonReader reader) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <returns>The texts of an array, or the text when the member is a string.</returns>
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

    /// <returns>The number, also when it is written as a text; null when the member is absent or neither.</returns>
    public double? GetNumberOrDefault(ReadOnlySpan<byte> name)
    {
        return TryFind(name, out Utf8JsonReader reader) && TryReadNumber(ref reader, out double number) ? number : null;
    }

    /// <summary>Whether the member is absent, or <see cref="GetNumberOrDefault"/> can read it.</summary>
    public bool IsAbsentOrNumber(ReadOnlySpan<byte> name)
    {
        return IsNumberEverywhere(name) || !TryFind(name, out Utf8JsonReader reader) || TryReadNumber(ref reader, out _);
    }

    /// <returns>A NumericDate (RFC 7519 section 2), also when it is written as a text; null when the member is not a date.</returns>
    public DateTimeOffset? GetTimeOrDefault(ReadOnlySpan<byte> name)
    {
        return GetNumberOrDefault(name) is { } seconds and >= 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;
    }

    /// <returns>The members of an object, or null when the member is absent or not an object.</returns>
    public JsonMembers? GetObjectOrDefault(ReadOnlySpan<byte> name)
    {
        return TryFind(name, out Utf8JsonReader reader) && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : null;
    }

    /// <returns>The objects of an array, without its other elements; null when the member is absent or not an array.</returns>
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

    /// <summary>Parses the whole object as a document.</summary>
    public JsonDocument ToDocument() => JsonDocument.Parse(json);

    // Each token is checked for one number, and a search is ten times as fast as reading the members up to it.
    private bool IsNumberEverywhere(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> rest = json.Span;
        if (rest.IndexOf((byte)'\\') >= 0)
            return false;

        for (int found = rest.IndexOf(name); found >= 0; found = rest.IndexOf(name))
        {
            rest = rest.Slice(found + name.Length);
            if (!rest.StartsWith("\":"u8) || rest[2] is < (byte)'0' or > (byte)'9')
                return false;
        }

        return true;
    }

    private static bool TryReadNumber(ref Utf8JsonReader reader, out double number)
    {
        number = 0;
        return reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDouble(out number),
            JsonTokenType.String => double.TryParse(
                reader.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }

    private JsonMembers ReadObject(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new JsonMembers(json.Slice(start, (int)reader.BytesConsumed - start));
    }

    private bool TryFind(ReadOnlySpan<byte> name, out Utf8JsonReader reader)
    {
        // A name that occurs nowhere in the text is absent, unless it is escaped.
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

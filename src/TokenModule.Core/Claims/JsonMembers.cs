using System.Text.Json;

namespace TokenModule.Claims;

/// <summary>One JSON object, checked whole when it is made and read member by member when asked. A name that stands twice, at any depth, is refused.</summary>
internal sealed class JsonMembers
{
    private readonly ReadOnlyMemory<byte> json;
    private readonly JsonMember[] members;

    private JsonMembers(ReadOnlyMemory<byte> json, JsonMember[] members)
    {
        this.json = json;
        this.members = members;
    }

    /// <exception cref="FormatException">No JSON object; the message says why, as the end of a sentence.</exception>
    public static JsonMembers Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return new JsonMembers(json, new JsonWalk(json.Span).Object());
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

    public bool Has(ReadOnlySpan<byte> name) => Find(name, out _);

    /// <returns>The text, or null where the member is absent or no text.</returns>
    public string? Text(ReadOnlySpan<byte> name)
    {
        return Find(name, out Utf8JsonReader reader) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <returns>The texts of an array, or the one text that stands in its place.</returns>
    public string[] Texts(ReadOnlySpan<byte> name)
    {
        if (!Find(name, out Utf8JsonReader reader))
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
    public DateTimeOffset? Time(ReadOnlySpan<byte> name)
    {
        if (!Find(name, out Utf8JsonReader reader))
            return null;

        double seconds;
        bool isNumber = reader.TokenType == JsonTokenType.Number
            ? reader.TryGetDouble(out seconds)
            : double.TryParse(Text(name), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out seconds);
        return isNumber && seconds is >= 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;
    }

    /// <returns>The members of an object, or null where the member is absent or none.</returns>
    public JsonMembers? Object(ReadOnlySpan<byte> name)
    {
        foreach (JsonMember member in members)
        {
            if (member.IsNamed(name, json.Span) && json.Span[member.ValueStart] == '{')
                return Parse(json.Slice(member.ValueStart, member.ValueLength));
        }

        return null;
    }

    /// <returns>The objects of an array; what else stands in it is passed over.</returns>
    public IEnumerable<JsonMembers> Objects(ReadOnlySpan<byte> name)
    {
        List<JsonMembers> objects = [];
        foreach (JsonMember member in members)
        {
            if (!member.IsNamed(name, json.Span) || json.Span[member.ValueStart] != '[')
                continue;

            ReadOnlyMemory<byte> array = json.Slice(member.ValueStart, member.ValueLength);
            Utf8JsonReader reader = new(array.Span);
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                int start = (int)reader.TokenStartIndex;
                bool isObject = reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
                if (isObject)
                    objects.Add(Parse(array.Slice(start, (int)reader.BytesConsumed - start)));
            }
        }

        return objects;
    }

    /// <summary>All of it as a document of its own.</summary>
    public JsonDocument ToDocument() => JsonDocument.Parse(json);

    private bool Find(ReadOnlySpan<byte> name, out Utf8JsonReader reader)
    {
        foreach (JsonMember member in members)
        {
            if (member.IsNamed(name, json.Span))
            {
                reader = new Utf8JsonReader(json.Span.Slice(member.ValueStart, member.ValueLength));
                reader.Read();
                return true;
            }
        }

        reader = default;
        return false;
    }
}

using System.Text;
using System.Text.Json;

namespace TokenModule.Claims;

/// <summary>One JSON object, checked whole when it is made and read member by member when asked. A name that stands twice, at any depth, is refused.</summary>
internal sealed class JsonMembers
{
    private readonly ReadOnlyMemory<byte> json;
    private readonly Member[] members;

    private JsonMembers(ReadOnlyMemory<byte> json, Member[] members)
    {
        this.json = json;
        this.members = members;
    }

    /// <exception cref="FormatException">No JSON object; the message says why, as the end of a sentence.</exception>
    public static JsonMembers Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json.Span);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new FormatException("is no JSON object");

            Member[] members = Check(ref reader, json.Span);
            while (reader.Read())
            {
            }

            return new JsonMembers(json, members);
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
        foreach (Member member in members)
        {
            if (member.IsNamed(name, json.Span) && json.Span[member.ValueStart] == '{')
                return Parse(json.Slice(member.ValueStart, member.ValueLength));
        }

        return null;
    }

    /// <summary>All of it as a document of its own.</summary>
    public JsonDocument ToDocument() => JsonDocument.Parse(json);

    private bool Find(ReadOnlySpan<byte> name, out Utf8JsonReader reader)
    {
        foreach (Member member in members)
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

    /// <summary>Reads the object the reader stands at to its end, and what is nested in it.</summary>
    private static Member[] Check(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        Member[] members = new Member[16];
        int count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member name = Member.NameAt(ref reader);
            for (int i = 0; i < count; i++)
            {
                if (members[i].HasNameOf(name, json))
                    throw new FormatException("has a member twice");
            }

            reader.Read();
            int start = (int)reader.TokenStartIndex;
            CheckValue(ref reader, json);
            if (count == members.Length)
                Array.Resize(ref members, count * 2);
            members[count++] = name.WithValue(start, (int)reader.BytesConsumed - start);
        }

        Array.Resize(ref members, count);
        return members;
    }

    private static void CheckValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Check(ref reader, json);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    CheckValue(ref reader, json);
                }

                break;
            case JsonTokenType.String when reader.ValueIsEscaped:
                // Throws where an escape is half of a surrogate pair.
                reader.GetString();
                break;
        }
    }

    private readonly record struct Member(int NameStart, int NameLength, string? Unescaped, int ValueStart, int ValueLength)
    {
        public static Member NameAt(ref Utf8JsonReader reader)
        {
            return new Member((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped ? reader.GetString() : null, 0, 0);
        }

        public Member WithValue(int start, int length) => this with { ValueStart = start, ValueLength = length };

        public bool IsNamed(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
        {
            return Unescaped is null ? json.Slice(NameStart, NameLength).SequenceEqual(name) : Encoding.UTF8.GetBytes(Unescaped).AsSpan().SequenceEqual(name);
        }

        public bool HasNameOf(Member other, ReadOnlySpan<byte> json)
        {
            return other.Unescaped is null ? IsNamed(json.Slice(other.NameStart, other.NameLength), json) : IsNamed(Encoding.UTF8.GetBytes(other.Unescaped), json);
        }
    }
}

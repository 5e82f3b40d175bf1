using System.Buffers;
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
            return new JsonMembers(json, new Walk(json.Span).Object());
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

    /// <summary>One walk over a whole text, which remembers the names of each object it is in.</summary>
    private ref struct Walk
    {
        private readonly ReadOnlySpan<byte> json;
        private Utf8JsonReader reader;
        private Member[] names;
        private int count;

        public Walk(ReadOnlySpan<byte> json)
        {
            this.json = json;
            reader = new Utf8JsonReader(json);
            names = ArrayPool<Member>.Shared.Rent(64);
        }

        /// <returns>The members of the object the text is.</returns>
        public Member[] Object()
        {
            try
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartObject)
                    throw new FormatException("is no JSON object");

                Members();
                // Reads on to the end, which throws where anything follows.
                while (reader.Read())
                {
                }

                return names.AsSpan(0, count).ToArray();
            }
            finally
            {
                ArrayPool<Member>.Shared.Return(names);
            }
        }

        private void Members()
        {
            int first = count;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                Member name = Member.NameAt(ref reader);
                RequireNew(name, first);
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                int place = count;
                Add(name);
                Value();
                names[place] = name.WithValue(start, (int)reader.BytesConsumed - start);
            }
        }

        private void Value()
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    int outer = count;
                    Members();
                    count = outer;
                    break;
                case JsonTokenType.StartArray:
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    {
                        Value();
                    }

                    break;
                case JsonTokenType.String when reader.ValueIsEscaped:
                    // Throws where an escape is half of a surrogate pair.
                    reader.GetString();
                    break;
            }
        }

        private readonly void RequireNew(Member name, int first)
        {
            for (int i = first; i < count; i++)
            {
                if (names[i].HasNameOf(name, json))
                    throw new FormatException("has a member twice");
            }
        }

        private void Add(Member name)
        {
            if (count == names.Length)
            {
                Member[] more = ArrayPool<Member>.Shared.Rent(count * 2);
                names.CopyTo(more, 0);
                ArrayPool<Member>.Shared.Return(names);
                names = more;
            }

            names[count++] = name;
        }
    }

    /// <summary>Where a name and its value stand in the text, without the quotes of the name. An escaped name is marked by a negative length.</summary>
    private readonly record struct Member(int NameStart, int NameLength, int ValueStart, int ValueLength)
    {
        public static Member NameAt(ref Utf8JsonReader reader)
        {
            int length = reader.ValueSpan.Length;
            if (reader.ValueIsEscaped)
                reader.GetString();
            return new Member((int)reader.TokenStartIndex + 1, reader.ValueIsEscaped ? -length : length, 0, 0);
        }

        public Member WithValue(int start, int length) => new(NameStart, NameLength, start, length);

        public bool IsNamed(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
        {
            return NameLength >= 0 ? NameLength == name.Length && json.Slice(NameStart, NameLength).SequenceEqual(name) : Unescaped(json).SequenceEqual(name);
        }

        public bool HasNameOf(Member other, ReadOnlySpan<byte> json)
        {
            // Names of different lengths differ, unless one of them is escaped.
            if (NameLength != other.NameLength && NameLength >= 0 && other.NameLength >= 0)
                return false;
            return IsNamed(other.NameLength >= 0 ? json.Slice(other.NameStart, other.NameLength) : other.Unescaped(json), json);
        }

        private ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> json)
        {
            Utf8JsonReader reader = new(json.Slice(NameStart - 1, 2 - NameLength));
            reader.Read();
            return Encoding.UTF8.GetBytes(reader.GetString()!);
        }
    }
}

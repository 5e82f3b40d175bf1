using System.Buffers;
using System.Text.Json;

namespace TokenModule.Claims;

/// <summary>One walk over a whole text, which remembers the names of each object it is in.</summary>
internal ref struct JsonWalk
{
    private readonly ReadOnlySpan<byte> json;
    private Utf8JsonReader reader;
    private JsonMember[] names;
    private int count;

    public JsonWalk(ReadOnlySpan<byte> json)
    {
        this.json = json;
        reader = new Utf8JsonReader(json);
        names = ArrayPool<JsonMember>.Shared.Rent(64);
    }

    /// <returns>The members of the object the text is.</returns>
    public JsonMember[] Object()
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
            ArrayPool<JsonMember>.Shared.Return(names);
        }
    }

    private void Members()
    {
        int first = count;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            JsonMember name = JsonMember.NameAt(ref reader);
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

    private readonly void RequireNew(JsonMember name, int first)
    {
        for (int i = first; i < count; i++)
        {
            if (names[i].HasNameOf(name, json))
                throw new FormatException("has a member twice");
        }
    }

    private void Add(JsonMember name)
    {
        if (count == names.Length)
        {
            JsonMember[] more = ArrayPool<JsonMember>.Shared.Rent(count * 2);
            names.CopyTo(more, 0);
            ArrayPool<JsonMember>.Shared.Return(names);
            names = more;
        }

        names[count++] = name;
    }
}

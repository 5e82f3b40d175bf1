using System.Buffers;
using System.Text.Json;

namespace TokenModule.Claims;

/// <summary>One walk over a whole text, which remembers the names of each object it is in.</summary>
internal ref struct StrictJsonReader
{
    // Each name is held against those before it: the time this takes has to have an end.
    private const int MaximumMembers = 1024;

    private readonly ReadOnlySpan<byte> json;
    private Utf8JsonReader reader;
    private JsonName[] names;
    private int count;

    private StrictJsonReader(ReadOnlySpan<byte> json)
    {
        this.json = json;
        reader = new Utf8JsonReader(json);
        names = ArrayPool<JsonName>.Shared.Rent(64);
    }

    /// <exception cref="FormatException">No JSON object, or a member stands twice; the message says so, as the end of a sentence.</exception>
    /// <exception cref="JsonException">No JSON.</exception>
    /// <exception cref="InvalidOperationException">Text that is not Unicode.</exception>
    public static void RequireObject(ReadOnlySpan<byte> json)
    {
        StrictJsonReader walk = new(json);
        try
        {
            walk.ReadDocument();
        }
        finally
        {
            ArrayPool<JsonName>.Shared.Return(walk.names);
        }
    }

    private void ReadDocument()
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("is no JSON object");

        ReadMembers();
        // Reads on to the end, which throws where anything follows.
        while (reader.Read())
        {
        }
    }

    private void ReadMembers()
    {
        int first = count;
        ulong marks = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadName(first, ref marks);
            reader.Read();
            ReadValue();
        }

        count = first;
    }

    private void ReadValue()
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadMembers();
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    // Most arrays are of plain texts.
                    if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
                        ReadValue();
                }

                break;
            case JsonTokenType.String when reader.ValueIsEscaped:
                RequireUnicode();
                break;
        }
    }

    private void ReadName(int first, ref ulong marks)
    {
        if (reader.ValueIsEscaped)
            RequireUnicode();
        JsonName name = new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);
        ulong mark = name.ComputeBloomBit(json);
        if ((marks & mark) != 0)
            RequireUniqueName(name, first);
        marks |= mark;
        if (count - first == MaximumMembers)
            throw new FormatException($"has more than {MaximumMembers} members in one object");
        if (count == names.Length)
            Grow();
        names[count++] = name;
    }

    private readonly void RequireUniqueName(JsonName name, int first)
    {
        for (int i = first; i < count; i++)
        {
            if (names[i].Equals(name, json))
                throw new FormatException("has a member twice");
        }
    }

    // Throws where an escape is half of a surrogate pair.
    private readonly void RequireUnicode() => reader.GetString();

    private void Grow()
    {
        JsonName[] more = ArrayPool<JsonName>.Shared.Rent(count * 2);
        names.CopyTo(more, 0);
        ArrayPool<JsonName>.Shared.Return(names);
        names = more;
    }
}

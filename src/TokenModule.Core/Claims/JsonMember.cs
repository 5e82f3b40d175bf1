using System.Text;
using System.Text.Json;

namespace TokenModule.Claims;

/// <summary>Where a name and its value stand in the text, without the quotes of the name. An escaped name is marked by a negative length.</summary>
internal readonly record struct JsonMember(int NameStart, int NameLength, int ValueStart, int ValueLength)
{
    public static JsonMember NameAt(ref Utf8JsonReader reader)
    {
        int length = reader.ValueSpan.Length;
        if (reader.ValueIsEscaped)
            reader.GetString();
        return new JsonMember((int)reader.TokenStartIndex + 1, reader.ValueIsEscaped ? -length : length, 0, 0);
    }

    public JsonMember WithValue(int start, int length) => new(NameStart, NameLength, start, length);

    public bool IsNamed(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        return NameLength >= 0 ? NameLength == name.Length && json.Slice(NameStart, NameLength).SequenceEqual(name) : Unescaped(json).SequenceEqual(name);
    }

    public bool HasNameOf(JsonMember other, ReadOnlySpan<byte> json)
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

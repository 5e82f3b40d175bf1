using System.Text;
using System.Text.Json;

namespace TokenModule.Json;

/// <summary>The position of a member's name in the text, without the quotes.</summary>
internal readonly record struct JsonName(int Start, int Length, bool IsEscaped)
{
    /// <summary>
    /// Returns the bit of the name in a Bloom filter with 64 bits. Equal names have equal bits; different names can have equal bits.
    /// An escaped name can equal any name and has all bits.
    /// </summary>
    public ulong ComputeBloomBit(ReadOnlySpan<byte> json)
    {
        return IsEscaped ? ulong.MaxValue
            : Length == 0 ? 1
            : 1UL << ((Length + (json[Start] * 7) + (json[Start + (Length / 2)] * 31) + (json[Start + Length - 1] * 13)) & 63);
    }

    public bool Equals(JsonName other, ReadOnlySpan<byte> json)
    {
        return IsEscaped || other.IsEscaped
            ? Unescape(json).AsSpan().SequenceEqual(other.Unescape(json))
            : json.Slice(Start, Length).SequenceEqual(json.Slice(other.Start, other.Length));
    }

    private byte[] Unescape(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json.Slice(Start - 1, Length + 2));
        reader.Read();
        return Encoding.UTF8.GetBytes(reader.GetString()!);
    }
}

using System.Text;
using System.Text.Json;

namespace TokenModule.Claims;

/// <summary>Where the name of a member stands in the text, without its quotes.</summary>
internal readonly record struct JsonName(int Start, int Length, bool IsEscaped)
{
    /// <summary>Where bits are set that another name has not, the two differ; an escaped name can be any and sets them all.</summary>
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

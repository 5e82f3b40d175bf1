using System.Buffers;
using System.Text;

namespace TokenModule.Claims;

/// <summary>Checks and translates the digits of base64url, many at a time. netstandard2.0 has its own file.</summary>
internal static class Base64Digits
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static bool AreAll(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Alphabet);

    /// <summary>Writes the digits in the alphabet of plain base64.</summary>
    public static void Translate(ReadOnlySpan<char> text, Span<byte> digits)
    {
        int length = Encoding.ASCII.GetBytes(text, digits);
        digits.Slice(0, length).Replace((byte)'-', (byte)'+');
        digits.Slice(0, length).Replace((byte)'_', (byte)'/');
    }
}

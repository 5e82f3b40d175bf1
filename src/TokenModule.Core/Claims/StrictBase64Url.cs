using System.Buffers;
using System.Buffers.Text;

namespace TokenModule.Claims;

/// <summary>
/// Decodes base64url as RFC 7515 section 2 defines it: no padding, no white space, no unused bits. The decoder of .NET is less strict.
/// </summary>
internal static class StrictBase64Url
{
    /// <returns>The bytes, or null when the text is not canonical base64url.</returns>
    public static byte[]? DecodeOrDefault(ReadOnlySpan<char> text)
    {
        if (!IsCanonical(text))
            return null;

        int padded = (text.Length + 3) / 4 * 4;
        byte[] digits = ArrayPool<byte>.Shared.Rent(padded);
        Base64Digits.Translate(text, digits);
        digits.AsSpan(text.Length, padded - text.Length).Fill((byte)'=');
        byte[] bytes = new byte[text.Length * 3L / 4];
        Base64.DecodeFromUtf8(digits.AsSpan(0, padded), bytes, out _, out _);
        ArrayPool<byte>.Shared.Return(digits);
        return bytes;
    }

    public static bool IsCanonical(ReadOnlySpan<char> text)
    {
        if (!Base64Digits.AreAll(text))
            return false;

        // The bits of the last digit after the last byte must be zero. Otherwise one value would have several spellings.
        return (text.Length & 3) switch
        {
            0 => true,
            2 => "AQgw".Contains(text[text.Length - 1]),
            3 => "AEIMQUYcgkosw048".Contains(text[text.Length - 1]),
            _ => false,
        };
    }
}

namespace TokenModule.Claims;

/// <summary>Base64url as RFC 7515 (2) has it: no padding, no white space, no bits left over. The framework's decoder lets all three pass.</summary>
internal static class StrictBase64Url
{
    // Any bit above the six of a digit marks a character that is none.
    private const int Invalid = 0x40;
    private static readonly byte[] Values = BuildValues();

    /// <returns>The bytes, or null where the text is not canonical base64url.</returns>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        int rest = text.Length & 3;
        byte[] bytes = new byte[(text.Length / 4 * 3) + (rest == 0 ? 0 : rest - 1)];
        int seen = 0;
        int length = 0;
        ReadOnlySpan<char> digits = text;
        for (; digits.Length >= 4; digits = digits.Slice(4))
        {
            int a = Value(digits[0]);
            int b = Value(digits[1]);
            int c = Value(digits[2]);
            int d = Value(digits[3]);
            seen |= a | b | c | d;
            bytes[length] = (byte)((a << 2) | (b >> 4));
            bytes[length + 1] = (byte)((b << 4) | (c >> 2));
            bytes[length + 2] = (byte)((c << 6) | d);
            length += 3;
        }

        return seen < Invalid && DecodeRest(digits, bytes.AsSpan(length)) ? bytes : null;
    }

    private static bool DecodeRest(ReadOnlySpan<char> digits, Span<byte> bytes)
    {
        if (digits.IsEmpty)
            return true;
        if (digits.Length == 1)
            return false;

        int a = Value(digits[0]);
        int b = Value(digits[1]);
        int c = digits.Length == 3 ? Value(digits[2]) : 0;
        bytes[0] = (byte)((a << 2) | (b >> 4));
        if (digits.Length == 3)
            bytes[1] = (byte)((b << 4) | (c >> 2));
        int leftOver = digits.Length == 3 ? c & 3 : b & 15;
        return (a | b | c) < Invalid && leftOver == 0;
    }

    private static int Value(char c) => c < 128 ? Values[c] : Invalid;

    private static byte[] BuildValues()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        byte[] values = new byte[128];
        for (int i = 0; i < values.Length; i++)
        {
            int digit = Alphabet.IndexOf((char)i);
            values[i] = digit < 0 ? (byte)Invalid : (byte)digit;
        }

        return values;
    }
}

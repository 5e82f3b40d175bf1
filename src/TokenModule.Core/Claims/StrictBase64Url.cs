namespace TokenModule.Claims;

/// <summary>Base64url as RFC 7515 (2) has it: no padding, no white space, no bits left over. The framework's decoder lets all three pass.</summary>
internal static class StrictBase64Url
{
    private const byte Invalid = 0xFF;
    private static readonly byte[] Values = BuildValues();

    /// <returns>The bytes, or null where the text is not canonical base64url.</returns>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        int rest = text.Length & 3;
        if (rest == 1)
            return null;

        byte[] bytes = new byte[(text.Length / 4 * 3) + (rest == 0 ? 0 : rest - 1)];
        byte[] values = Values;
        int seen = 0;
        int bits = 0;
        int held = 0;
        int length = 0;
        foreach (char c in text)
        {
            byte value = c < 128 ? values[c] : Invalid;
            seen |= value;
            held = (held << 6) | (value & 63);
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[length++] = (byte)(held >> bits);
            }
        }

        bool canonical = (held & ((1 << bits) - 1)) == 0;
        return seen < 64 && canonical ? bytes : null;
    }

    private static byte[] BuildValues()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        byte[] values = new byte[128];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Invalid;
        }

        for (byte i = 0; i < Alphabet.Length; i++)
        {
            values[Alphabet[i]] = i;
        }

        return values;
    }
}

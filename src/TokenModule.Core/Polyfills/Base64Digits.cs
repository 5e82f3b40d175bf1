namespace TokenModule.Claims;

/// <summary>Checks and translates the digits of base64url one by one, for netstandard2.0, which has no faster search.</summary>
internal static class Base64Digits
{
    public static bool AreAll(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            bool isDigit = c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_';
            if (!isDigit)
                return false;
        }

        return true;
    }

    /// <summary>Writes the digits in the alphabet of plain base64.</summary>
    public static void Translate(ReadOnlySpan<char> text, Span<byte> digits)
    {
        for (int i = 0; i < text.Length; i++)
        {
            digits[i] = text[i] switch { '-' => (byte)'+', '_' => (byte)'/', char c => (byte)c };
        }
    }
}

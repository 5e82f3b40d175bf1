namespace TokenModule.Claims;

/// <summary>The digits of base64url one by one, for netstandard2.0, which has no search for many at a time.</summary>
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

    /// <summary>Writes them in the alphabet of plain base64.</summary>
    public static void Translate(ReadOnlySpan<char> text, Span<byte> digits)
    {
        for (int i = 0; i < text.Length; i++)
        {
            digits[i] = text[i] switch { '-' => (byte)'+', '_' => (byte)'/', char c => (byte)c };
        }
    }
}

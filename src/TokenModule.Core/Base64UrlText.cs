namespace TokenModule;

/// <summary>Base64url without padding (RFC 4648 section 5), for text that the module writes and for key files of the user.</summary>
internal static class Base64UrlText
{
    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Decodes base64url and plain base64, with or without padding.</summary>
    /// <exception cref="FormatException">The text contains other characters.</exception>
    public static byte[] Decode(string text)
    {
        string digits = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '='));
    }
}

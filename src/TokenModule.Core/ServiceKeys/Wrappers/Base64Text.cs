using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>A text of keys in base64, as variables of pipelines hold it: they take no line ends, and mask what is in one piece.</summary>
internal static class Base64Text
{
    public static bool IsDigit(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/' or '=';

    /// <returns>Whether it is base64 of JSON or a manifest; many a word is base64 of nothing.</returns>
    public static bool TryDecode(string text, out string decoded)
    {
        decoded = DecodeOrDefault(text)?.TrimStart('\uFEFF') ?? string.Empty;
        return decoded.Contains('{') || decoded.Contains("kind:");
    }

    private static string? DecodeOrDefault(string text)
    {
        try
        {
            return StrictText.DecodeUtf8OrDefault(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

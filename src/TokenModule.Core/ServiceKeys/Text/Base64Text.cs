using TokenModule.Json;

namespace TokenModule.ServiceKeys.Text;

/// <summary>
/// Base64 of a text with keys. Variables of CI pipelines often contain it, because they cannot contain line ends and mask only single-line
/// values.
/// </summary>
internal static class Base64Text
{
    public static bool IsDigit(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/' or '=';

    /// <returns>Whether the text is base64 of JSON or of a manifest. Many words are valid base64, so the decoded text is checked.</returns>
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

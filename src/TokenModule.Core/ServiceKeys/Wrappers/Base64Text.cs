using System.Text;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>A text of keys in base64, as variables of pipelines hold it: they take no line ends, and mask what is in one piece.</summary>
internal static class Base64Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsDigit(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/' or '=';

    /// <returns>Whether it is base64 of JSON or a manifest; many a word is base64 of nothing.</returns>
    public static bool TryDecode(string text, out string decoded)
    {
        decoded = string.Empty;
        try
        {
            decoded = Strict.GetString(Convert.FromBase64String(text)).TrimStart('\uFEFF');
        }
        catch (FormatException)
        {
            return false;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        return decoded.Contains('{') || decoded.Contains("kind:");
    }
}

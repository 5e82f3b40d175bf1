using System.Text;
using System.Text.RegularExpressions;

namespace TokenModule.Http;

/// <summary>Prepares text of a server for messages: one line, of limited length, with secrets masked.</summary>
internal static class ServerText
{
    private const int MaximumLength = 300;

    // Only the start of a text is shown. The rest is removed before the search for secrets, which would take too long.
    private const int MaximumSearched = 64 * 1024;

    private static readonly Regex Identifier = new("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // Matches every JWT, not only the token of the request. A JWT begins with the base64 of {".
    private static readonly Regex Jwt = new(
        @"eyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*)*", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <returns>The text with every JWT in it masked.</returns>
    public static string MaskTokens(string text) => text.Contains("eyJ") ? Jwt.Replace(text, "***") : text;

    public static string Clean(string? text, params IEnumerable<Secret?> secrets)
    {
        if (string.IsNullOrWhiteSpace(text))
            return string.Empty;

        string start = text!.Length > MaximumSearched ? text.Substring(0, MaximumSearched) : text;
        StringBuilder clean = new(Jwt.Replace(start, "***"));
        foreach (Secret? secret in secrets)
        {
            if (secret is not null && secret.Reveal().Length > 0)
                clean.Replace(secret.Reveal(), "***").Replace(Uri.EscapeDataString(secret.Reveal()), "***");
        }

        for (int i = 0; i < clean.Length; i++)
        {
            if (char.IsControl(clean[i]) || char.IsSurrogate(clean[i]) || IsInvisible(clean[i]))
                clean[i] = ' ';
        }

        string line = clean.ToString().Trim();
        return line.Length <= MaximumLength ? line : line.Substring(0, MaximumLength) + "…";
    }

    /// <returns>The text if it has the form of an identifier, such as a GUID; otherwise null.</returns>
    public static string? ReadIdentifierOrDefault(string? text) => text is not null && Identifier.IsMatch(text) ? text : null;

    /// <summary>Whether the character reorders or hides text on a terminal.</summary>
    public static bool IsInvisible(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator;
}

using System.Text.Json;
using System.Text.RegularExpressions;
using TokenModule.Json;

namespace TokenModule.Claims;

/// <summary>
/// Repairs a token as people paste it: in quotes, with line breaks, as a header, or inside the response of a token endpoint. It is used
/// only to read claims. Verification is strict.
/// </summary>
internal static class PastedToken
{
    private static readonly char[] Quotes = ['"', '\'', '\u201C', '\u201D', '`'];

    private static readonly Regex Header = new(
        @"^(-H\s+)?[""']?Authorization\s*[:=]\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // The three parts of a JWT, with white space between any two characters.
    private static readonly Regex Broken = new(
        @"^[A-Za-z0-9_\-\s]+\.[A-Za-z0-9_\-\s]+\.[A-Za-z0-9_\-\s]*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <inheritdoc cref="TokenClaims.Parse"/>
    public static TokenClaims ReadClaims(string text, TimeProvider clock)
    {
        try
        {
            // Almost every text is a token without a flaw, so only an unreadable text is searched for one.
            return TokenClaims.Parse(text, clock);
        }
        catch (TokenFormatException) when (RepairOrDefault(text) is { } repaired)
        {
            return TokenClaims.Parse(repaired, clock);
        }
    }

    /// <returns>The token, or null when the meaning of the text is not clear.</returns>
    private static string? RepairOrDefault(string text)
    {
        string token = Header.Replace(text.Trim(), string.Empty).Trim().Trim(Quotes).Trim();
        if (token.Length > 0 && token[0] == '{')
            return ReadResponseOrDefault(token);

        const string scheme = "Bearer ";
        bool hasScheme = token.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
        string value = hasScheme ? token.Substring(scheme.Length).Trim().Trim(Quotes) : token;
        return Broken.IsMatch(value) ? new string([.. value.Where(c => !char.IsWhiteSpace(c))]) : null;
    }

    private static string? ReadResponseOrDefault(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            return root.FindTextOrDefault("access_token") ?? root.FindTextOrDefault("id_token");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

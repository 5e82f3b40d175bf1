using System.Text;
using System.Text.Json;

namespace TokenModule.Json;

/// <summary>Parses JSON as people paste it: with trailing commas and comments.</summary>
internal static class TolerantJson
{
    // The maximum number of names and values in a text. A document takes up to eight times the memory of its text.
    private const int MaximumTokens = 100_000;

    private static readonly JsonReaderOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 64,
    };

    /// <returns>The element, or null when the text contains more than 100,000 names and values.</returns>
    /// <exception cref="JsonException">The text is not valid JSON.</exception>
    public static JsonElement? ParseOrDefault(string text)
    {
        byte[] json = Encoding.UTF8.GetBytes(text);
        if (HasTooManyTokens(json))
            return null;

        Utf8JsonReader reader = new(json, Options);
        JsonElement element = JsonElement.ParseValue(ref reader);

        // Throws when anything but comments follows.
        reader.Read();
        return element;
    }

    public static bool TryParse(string text, out JsonElement element)
    {
        try
        {
            JsonElement? parsed = ParseOrDefault(text);
            element = parsed ?? default;
            return parsed is not null;
        }
        catch (JsonException)
        {
            element = default;
            return false;
        }
    }

    private static bool HasTooManyTokens(byte[] json)
    {
        Utf8JsonReader reader = new(json, Options);
        int tokens = 0;
        while (tokens <= MaximumTokens && reader.Read())
        {
            tokens++;
        }

        return tokens > MaximumTokens;
    }
}

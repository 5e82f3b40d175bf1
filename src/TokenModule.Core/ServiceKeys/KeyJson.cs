using System.Text;
using System.Text.Json;

namespace TokenModule.ServiceKeys;

/// <summary>Reads JSON as people paste it: with trailing commas, comments and the placeholders of a page's sample.</summary>
internal static class KeyJson
{
    // The most names and values in a text: as a document each takes up to eight times the memory of its text.
    private const int MostTokens = 100_000;

    private static readonly JsonReaderOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <exception cref="ServiceKeyException">It is no valid JSON; the message names the line in the user's own text.</exception>
    public static JsonElement ReadDocument(ServiceKeyDocument document, string source)
    {
        try
        {
            return ParseOrDefault(document.Text) ?? throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, "more than 100,000 names and values in one document. Split the text.");
        }
        catch (JsonException first)
        {
            return TryParse(SampleJson.QuotePlaceholders(document.Text), out JsonElement completed) ? completed : throw CreateInvalidJsonError(document, source, first);
        }
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

    /// <returns>Null where there is too much of it.</returns>
    private static JsonElement? ParseOrDefault(string text)
    {
        byte[] json = Encoding.UTF8.GetBytes(text);
        if (HasTooManyTokens(json))
            return null;

        Utf8JsonReader reader = new(json, Tolerant);
        JsonElement element = JsonElement.ParseValue(ref reader);

        // Throws where more than comments follows.
        reader.Read();
        return element;
    }

    private static bool HasTooManyTokens(byte[] json)
    {
        Utf8JsonReader reader = new(json, Tolerant);
        int tokens = 0;
        while (tokens <= MostTokens && reader.Read())
        {
            tokens++;
        }

        return tokens > MostTokens;
    }

    // What the reader itself says may quote what it read.
    private static ServiceKeyException CreateInvalidJsonError(ServiceKeyDocument document, string source, JsonException e)
    {
        long line = e.LineNumber ?? 0;
        long column = (e.BytePositionInLine ?? 0) + (line == 0 ? document.Column : 0);
        return new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"no valid JSON at line {document.Line + line}, column {column + 1}. Paste the whole service key, from the first {{ to the last }}.");
    }
}

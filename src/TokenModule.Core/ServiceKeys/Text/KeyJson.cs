using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Text;

/// <summary>Parses the JSON of a service key. Placeholders without quotes, as documentation shows them, are accepted.</summary>
internal static class KeyJson
{
    /// <exception cref="ServiceKeyException">The document is not valid JSON. The message names the line in the user's text.</exception>
    public static JsonElement ReadDocument(ServiceKeyDocument document, string source)
    {
        try
        {
            return TolerantJson.ParseOrDefault(document.Text)
                ?? throw new ServiceKeyException(
                    Failure.ServiceKeyInvalid, source, "One document contains more than 100,000 names and values. Split the text.");
        }
        catch (JsonException first)
        {
            if (TolerantJson.TryParse(SampleJson.QuotePlaceholders(document.Text), out JsonElement completed))
                return completed;

            return QuoteRepair.ParseOrDefault(document.Text) ?? throw CreateInvalidJsonError(document, source, first);
        }
    }

    // The message of the JsonException is not repeated, because it can quote the text.
    private static ServiceKeyException CreateInvalidJsonError(ServiceKeyDocument document, string source, JsonException e)
    {
        long line = e.LineNumber ?? 0;
        long column = (e.BytePositionInLine ?? 0) + (line == 0 ? document.Column : 0);
        string cause = QuoteRepair.DescribeErrorOrDefault(document.Text) ?? "The JSON is not valid";
        return new ServiceKeyException(
            Failure.ServiceKeyInvalid,
            source,
            $"{cause} at line {document.Line + line}, column {column + 1}. "
                + "Paste the whole service key, from the first { to the last }.");
    }
}

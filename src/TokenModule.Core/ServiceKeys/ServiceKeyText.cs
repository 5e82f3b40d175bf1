using System.Text;
using System.Text.Json;

namespace TokenModule.ServiceKeys;

/// <summary>Finds the JSON of a key in what people paste, and takes the wrapping off.</summary>
internal sealed class ServiceKeyText
{
    private const int LargestText = 1024 * 1024;

    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 };

    private ServiceKeyText(JsonElement credentials, string? name)
    {
        Credentials = credentials;
        Name = name;
    }

    /// <summary>The object that holds the members of the key.</summary>
    public JsonElement Credentials { get; }

    /// <summary>The name the wrapping gives the key, if any.</summary>
    public string? Name { get; }

    /// <exception cref="ServiceKeyException">The text holds no key.</exception>
    public static ServiceKeyText Unwrap(string text, string source)
    {
        if (text.Length > LargestText)
            throw Invalid(source, "longer than 1 MiB, which no service key is.");

        int start = text.IndexOf('{');
        if (start < 0)
            throw Invalid(source, string.IsNullOrWhiteSpace(text) ? "empty." : "no JSON object in it. A service key is JSON; if this is the name of a file, pass it with -Path.");

        JsonElement root = Parse(text, start, source);
        JsonElement credentials = root.TryGetProperty("credentials", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
        return new ServiceKeyText(credentials, CloudFoundryHeading.KeyName(text.Substring(0, start)));
    }

    private static JsonElement Parse(string text, int start, string source)
    {
        // What stands before the JSON is blanked out, so that an error names the line in the user's own text.
        string json = CloudFoundryHeading.Blank(text, start);
        try
        {
            return ParseObject(json);
        }
        catch (JsonException first)
        {
            try
            {
                return ParseObject(Placeholder.Quote(json));
            }
            catch (JsonException)
            {
                throw Invalid(source, $"no valid JSON at line {first.LineNumber + 1}, column {first.BytePositionInLine + 1}. Paste the whole service key, from the first {{ to the last }}.");
            }
        }
    }

    private static JsonElement ParseObject(string json)
    {
        using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json), Tolerant);
        return document.RootElement.Clone();
    }

    private static ServiceKeyException Invalid(string source, string message) => new(Failure.ServiceKeyInvalid, source, message);
}

using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>Reads credentials that are a JSON object, or text that contains one.</summary>
internal static class JsonCredentials
{
    // Terraform and scripts can encode the text twice.
    private const int MaximumLevels = 3;

    /// <returns>The object, or null when the value is neither an object nor text with an object.</returns>
    public static JsonElement? ParseOrDefault(JsonElement? value)
    {
        for (int level = 0; level < MaximumLevels && value is { ValueKind: JsonValueKind.String } text; level++)
        {
            value = TolerantJson.TryParse(text.GetString()!, out JsonElement parsed) ? parsed : null;
        }

        return value is { ValueKind: JsonValueKind.Object } ? value : null;
    }
}

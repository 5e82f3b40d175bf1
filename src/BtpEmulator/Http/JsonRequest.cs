using System.Text.Json;
using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>Reads JSON bodies without throwing: what is not JSON is an answer of the service, not of the framework.</summary>
internal static class JsonRequest
{
    public static async Task<JsonObject?> ReadJsonObjectAsync(this HttpRequest request) =>
        await request.ReadJsonAsync() as JsonObject;

    public static async Task<JsonNode?> ReadJsonAsync(this HttpRequest request)
    {
        if (!request.HasJsonContentType()) return null;
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member that is a string with something in it.</summary>
    public static string? GetText(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    /// <summary>A member that is an object; an empty one when it is not.</summary>
    public static JsonObject GetObject(this JsonObject json, string name) => json[name] as JsonObject ?? [];

    public static bool IsTrue(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}

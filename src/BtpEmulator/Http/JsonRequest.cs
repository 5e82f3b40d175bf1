using System.Text.Json;
using System.Text.Json.Nodes;

namespace BtpEmulator.Http;

/// <summary>Reads JSON without throwing, because the service and not the framework creates the error response for invalid JSON.</summary>
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

    /// <summary>Returns a member that is a non-empty string; otherwise null.</summary>
    public static string? GetText(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    /// <summary>Returns a member that is an object; otherwise an empty object.</summary>
    public static JsonObject GetObject(this JsonObject json, string name) => json[name] as JsonObject ?? [];

    public static bool IsTrue(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;
}

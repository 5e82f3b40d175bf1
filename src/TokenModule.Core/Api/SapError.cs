using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api;

/// <summary>An error as SAP's services write it: <c>{"error":{code,message,target,correlationID,details}}</c>, <c>{code,message}</c> in the AI services, or <c>{error,description}</c> of Service Manager.</summary>
internal sealed record SapError(string? Code, string Message, string? Target, string? CorrelationId)
{
    // Another change of the same entitlement is under way.
    private const string EntitlementLocked = "30004";

    /// <summary>Whether nothing was done because something else is being done, and the same may be asked again.</summary>
    public static bool IsLocked(TransportResponse answer) => answer.StatusCode == 400 && ParseOrDefault(answer, new Secret(string.Empty))?.Code == EntitlementLocked;

    /// <returns>The error, or null where the body is none of these.</returns>
    public static SapError? ParseOrDefault(TransportResponse answer, Secret bearer)
    {
        try
        {
            using JsonDocument document = ResponseJson.Parse(answer);
            JsonElement root = document.RootElement;
            JsonElement error = root.FindMemberOrDefault("error") ?? root;
            return error.ValueKind == JsonValueKind.String ? ReadOAuthError(root, bearer) : ReadServiceErrorOrDefault(error, bearer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SapError ReadOAuthError(JsonElement root, Secret bearer) => new(ReadTextOrDefault(root, "error", bearer), ReadTextOrDefault(root, "error_description", bearer) ?? ReadTextOrDefault(root, "description", bearer) ?? string.Empty, null, null);

    private static SapError? ReadServiceErrorOrDefault(JsonElement error, Secret bearer)
    {
        if (ReadTextOrDefault(error, "message", bearer) is not { } message)
            return null;

        IEnumerable<string?> details = error.FindMemberOrDefault("details") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(d => ReadTextOrDefault(d, "message", bearer)) : [];
        string whole = string.Join("; ", details.Prepend(message).Where(m => !string.IsNullOrEmpty(m)).Distinct());
        return new SapError(ReadTextOrDefault(error, "code", bearer), ServerText.Clean(whole, bearer), ReadTextOrDefault(error, "target", bearer), ServerText.ReadIdentifierOrDefault(ReadTextOrDefault(error, "correlationID", bearer)));
    }

    private static string? ReadTextOrDefault(JsonElement element, string name, Secret bearer) => element.FindTextOrDefault(name) is { } text ? ServerText.Clean(text, bearer) : null;
}

using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>An error as SAP's services write it: <c>{"error":{code,message,target,correlationID,details}}</c>, <c>{code,message}</c> in the AI services, or <c>{error,description}</c> of Service Manager.</summary>
internal sealed record SapError(string? Code, string Message, string? Target, string? CorrelationId)
{
    // Another change of the same entitlement is under way.
    private const string EntitlementLocked = "30004";

    /// <summary>Whether nothing was done because something else is being done, and the same may be asked again.</summary>
    public static bool IsLocked(HttpAnswer answer) => answer.StatusCode == 400 && Parse(answer, new Secret(string.Empty))?.Code == EntitlementLocked;

    /// <returns>The error, or null where the body is none of these.</returns>
    public static SapError? Parse(HttpAnswer answer, Secret bearer)
    {
        try
        {
            using JsonDocument document = AnswerJson.Parse(answer);
            JsonElement root = document.RootElement;
            JsonElement error = AnswerJson.Member(root, "error") ?? root;
            return error.ValueKind == JsonValueKind.String ? OAuth(root, bearer) : Of(error, bearer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SapError OAuth(JsonElement root, Secret bearer) => new(Text(root, "error", bearer), Text(root, "error_description", bearer) ?? Text(root, "description", bearer) ?? string.Empty, null, null);

    private static SapError? Of(JsonElement error, Secret bearer)
    {
        if (Text(error, "message", bearer) is not { } message)
            return null;

        IEnumerable<string?> details = AnswerJson.Member(error, "details") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(d => Text(d, "message", bearer)) : [];
        string whole = string.Join("; ", details.Prepend(message).Where(m => !string.IsNullOrEmpty(m)).Distinct());
        return new SapError(Text(error, "code", bearer), ServerText.Clean(whole, bearer), Text(error, "target", bearer), ServerText.Id(Text(error, "correlationID", bearer)));
    }

    private static string? Text(JsonElement element, string name, Secret bearer) => AnswerJson.Text(element, name) is { } text ? ServerText.Clean(text, bearer) : null;
}

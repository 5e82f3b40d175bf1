using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api;

/// <summary>
/// The error in a response of SAP's services: <c>{"error":{code,message,target,correlationID,details}}</c>, <c>{code,message}</c> of the
/// AI services, or <c>{error,description,broker_error}</c> of Service Manager.
/// </summary>
internal sealed record SapError(string? Code, string Message, string? Target, string? CorrelationId)
{
    // Another change of the same entitlement is in progress.
    private const string EntitlementLocked = "30004";

    /// <summary>Whether the request was not processed because of another change in progress, so that it can be sent again.</summary>
    public static bool IsLocked(TransportResponse response)
    {
        return response.StatusCode == 400 && ParseOrDefault(response, new Secret(string.Empty))?.Code == EntitlementLocked;
    }

    /// <returns>The error, or null when the body does not have one of these forms.</returns>
    public static SapError? ParseOrDefault(TransportResponse response, Secret bearer)
    {
        try
        {
            using JsonDocument document = ResponseJson.Parse(response);
            JsonElement root = document.RootElement;
            JsonElement error = root.FindMemberOrDefault("error") ?? root;
            return error.ValueKind == JsonValueKind.String ? ReadOAuthError(root, bearer) : ReadServiceErrorOrDefault(error, bearer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SapError ReadOAuthError(JsonElement root, Secret bearer)
    {
        return new SapError(ReadTextOrDefault(root, "error", bearer), ErrorCause.Describe(root, bearer), null, null);
    }

    private static SapError? ReadServiceErrorOrDefault(JsonElement error, Secret bearer)
    {
        if (ReadTextOrDefault(error, "message", bearer) is null)
            return null;

        return new SapError(
            ReadTextOrDefault(error, "code", bearer),
            ErrorCause.Describe(error, bearer),
            ReadTextOrDefault(error, "target", bearer),
            ServerText.ReadIdentifierOrDefault(ReadTextOrDefault(error, "correlationID", bearer)));
    }

    private static string? ReadTextOrDefault(JsonElement element, string name, Secret bearer)
    {
        return element.FindTextOrDefault(name) is { } text ? ServerText.Clean(text, bearer) : null;
    }
}

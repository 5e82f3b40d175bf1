using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>The body of an answer as JSON.</summary>
internal static class ResponseJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonDocument Parse(TransportResponse answer) => JsonDocument.Parse(SkipByteOrderMark(answer.Body), Options);

    /// <summary>As <see cref="Parse"/>, where nothing but JSON will do.</summary>
    /// <exception cref="BtpApiException">It is no JSON.</exception>
    public static JsonDocument RequireJson(BtpApiRequest request, TransportResponse answer)
    {
        try
        {
            return Parse(answer);
        }
        catch (JsonException)
        {
            throw BtpApiException.CreateForDamagedJson(request, answer);
        }
    }

    /// <returns>The member of an object; null where it is absent or the element is none.</returns>
    public static JsonElement? GetMemberOrDefault(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A name beside it is no text.
            return null;
        }
    }

    /// <returns>The text of a member, or a number as it is written; null where it is neither.</returns>
    public static string? GetTextOrDefault(JsonElement element, string name) => GetMemberOrDefault(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text => GetStringOrDefault(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static string? GetStringOrDefault(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is valid JSON and no text.
            return null;
        }
    }

    private static ReadOnlyMemory<byte> SkipByteOrderMark(byte[] json) => json.AsSpan().StartsWith("\uFEFF"u8) ? json.AsMemory(3) : json;
}

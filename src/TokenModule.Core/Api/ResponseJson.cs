using System.Text.Json;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Api;

/// <summary>Parses the body of a response.</summary>
internal static class ResponseJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <exception cref="JsonException">The body is not valid JSON.</exception>
    public static JsonDocument Parse(TransportResponse response)
    {
        return JsonDocument.Parse(StrictText.SkipByteOrderMark(response.Body), Options);
    }

    /// <summary>As <see cref="Parse"/>, for responses that must be JSON.</summary>
    /// <exception cref="BtpApiException">The body is not valid JSON.</exception>
    public static JsonDocument RequireJson(BtpApiRequest request, TransportResponse response)
    {
        try
        {
            return Parse(response);
        }
        catch (JsonException)
        {
            throw BtpApiException.CreateForDamagedJson(request, response);
        }
    }
}

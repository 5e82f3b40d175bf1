using TokenModule.Api;
using TokenModule.Http;

namespace TokenModule.Cmdlets.Objects;

/// <summary>Converts the body and the headers of a response into text.</summary>
internal static class ResponseText
{
    public static string Decode(TransportResponse response) => ResponseDecoder.Decode(response);

    /// <summary>Returns the headers with the same type as <c>Invoke-RestMethod -ResponseHeadersVariable</c>.</summary>
    public static Dictionary<string, IEnumerable<string>> ToHeaderDictionary(TransportResponse response)
    {
        Dictionary<string, IEnumerable<string>> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, string> header in response.Headers)
        {
            headers[header.Key] = new[] { header.Value };
        }

        return headers;
    }
}

using TokenModule.Api;
using TokenModule.Http;

namespace TokenModule.Cmdlets.Objects;

/// <summary>An answer as text.</summary>
internal static class ResponseText
{
    public static string Decode(TransportResponse answer) => ResponseDecoder.Decode(answer);

    /// <summary>The headers, of the type that Invoke-RestMethod gives them.</summary>
    public static Dictionary<string, IEnumerable<string>> ToHeaderDictionary(TransportResponse answer)
    {
        Dictionary<string, IEnumerable<string>> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, string> header in answer.Headers)
        {
            headers[header.Key] = new[] { header.Value };
        }

        return headers;
    }
}

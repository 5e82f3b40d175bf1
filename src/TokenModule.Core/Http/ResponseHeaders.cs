using System.Net.Http.Headers;

namespace TokenModule.Http;

/// <summary>
/// Collects the headers of a response and its content in one dictionary. Names ignore case, and several values are joined by commas.
/// </summary>
internal static class ResponseHeaders
{
    public static IReadOnlyDictionary<string, string> CollectHeaders(HttpResponseMessage response)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        AddHeaders(headers, response.Headers);
        AddHeaders(headers, response.Content.Headers);
        return headers;
    }

    private static void AddHeaders(Dictionary<string, string> headers, HttpHeaders from)
    {
        foreach (KeyValuePair<string, IEnumerable<string>> header in from)
        {
            headers[header.Key] = string.Join(", ", header.Value);
        }
    }
}

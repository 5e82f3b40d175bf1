using System.Net.Http.Headers;

namespace TokenModule.Http;

/// <summary>The headers of an answer and its body as one dictionary; names compared without case, several values joined by a comma.</summary>
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

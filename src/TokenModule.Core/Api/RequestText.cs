using System.Text;
using TokenModule.Api.Operations;

namespace TokenModule.Api;

/// <summary>Formats a request for display, with secrets masked.</summary>
internal static class RequestText
{
    /// <summary>Formats the method, the address, the headers and the body.</summary>
    public static string FormatRequest(BtpApiRequest request)
    {
        StringBuilder text = new($"{request.Method} {FormatAddress(request)}");
        foreach (KeyValuePair<string, string> header in ListHeaders(request))
        {
            text.AppendLine().Append(header.Key).Append(": ").Append(header.Value);
        }

        if (request.Body is { } body)
            text.AppendLine().AppendLine().Append(body.DisplayText);
        if (ScopeAdvice.DescribeExpectedScopesOrDefault(request.Method, request.Address) is { } scopes)
            text.AppendLine().AppendLine().Append(scopes);
        return text.ToString();
    }

    /// <summary>Formats the command line with which curl sends the request. The user must replace the mask by the token.</summary>
    public static string FormatCurlCommand(BtpApiRequest request)
    {
        List<string> words = ["curl", "--request", request.Method.Method, Quote(FormatAddress(request))];
        // curl sets the Content-Type of a form, because it contains the boundary.
        bool isForm = request.Body is Bodies.FormBody;
        foreach (KeyValuePair<string, string> header in ListHeaders(request).Where(h => !isForm || h.Key != "Content-Type"))
        {
            words.AddRange(["--header", Quote($"{header.Key}: {header.Value}")]);
        }

        foreach (KeyValuePair<string, string> option in request.Body?.CurlOptions ?? [])
        {
            words.AddRange([option.Key, Quote(option.Value)]);
        }

        // Without --globoff, curl interprets brackets and braces as a list of addresses.
        if (words[3].IndexOfAny(['[', ']', '{', '}']) >= 0)
            words.Insert(1, "--globoff");
        return string.Join(" ", words);
    }

    private static IEnumerable<KeyValuePair<string, string>> ListHeaders(BtpApiRequest request)
    {
        yield return new("Authorization", $"Bearer {MaskedText.Mask}");
        foreach (KeyValuePair<string, string> header in request.Headers)
        {
            yield return new(header.Key, MaskedText.MaskSecrets(header.Value, header.Key));
        }

        if (request.CorrelationId is { } id)
            yield return new("X-CorrelationID", id);
        if (request.Body is { } body)
            yield return new("Content-Type", body.ContentType);
    }

    private static string FormatAddress(BtpApiRequest request)
    {
        string query = string.Join("&", QueryString.SplitParameters(request.Address).Select(MaskParameter));
        return $"{Http.TransportRequest.FormatAddress(request.Address)}{(query.Length == 0 ? "" : "?")}{query}";
    }

    private static string MaskParameter(string part)
    {
        string name = QueryString.DecodeName(part);
        bool isSecret = part.Contains('=') && MaskedText.MaskSecrets(QueryString.DecodeValue(part), name).Contains(MaskedText.Mask);
        return isSecret ? $"{part.Split('=')[0]}={MaskedText.Mask}" : part;
    }

    // Quotes for a POSIX shell.
    private static string Quote(string word) => $"'{word.Replace("'", "'\\''")}'";
}

using System.Text;

namespace TokenModule.Api;

/// <summary>A request in words that may be shown: all of it, with what is secret masked.</summary>
internal static class RequestText
{
    /// <returns>Method and address, headers, and the body, as they would go out.</returns>
    public static string FormatRequest(BtpApiRequest request)
    {
        StringBuilder text = new($"{request.Method} {FormatAddress(request)}");
        foreach (KeyValuePair<string, string> header in ListHeaders(request))
        {
            text.AppendLine().Append(header.Key).Append(": ").Append(header.Value);
        }

        if (request.Body is { } body)
            text.AppendLine().AppendLine().Append(body.DisplayText);
        return text.ToString();
    }

    /// <returns>The command line that has curl send it, once the token is put in the place of its mask.</returns>
    public static string FormatCurlCommand(BtpApiRequest request)
    {
        List<string> words = ["curl", "--request", request.Method.Method, Quote(FormatAddress(request))];
        foreach (KeyValuePair<string, string> header in ListHeaders(request).Where(h => h.Key != "Content-Type" || request.Body is not Bodies.FormBody))
        {
            words.AddRange(["--header", Quote($"{header.Key}: {header.Value}")]);
        }

        foreach (KeyValuePair<string, string> option in request.Body?.CurlOptions ?? [])
        {
            words.AddRange([option.Key, Quote(option.Value)]);
        }

        // Or it would take brackets for a list of addresses.
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
        return part.Contains('=') && MaskedText.MaskSecrets(QueryString.DecodeValue(part), name).Contains(MaskedText.Mask) ? $"{part.Split('=')[0]}={MaskedText.Mask}" : part;
    }

    // For a POSIX shell.
    private static string Quote(string word) => $"'{word.Replace("'", "'\\''")}'";
}

using System.Text;

namespace TokenModule.Api;

/// <summary>A request in words that may be shown: all of it, with what is secret masked.</summary>
internal static class RequestText
{
    /// <returns>Method and address, headers, and the body, as they would go out.</returns>
    public static string Of(BtpApiRequest request)
    {
        StringBuilder text = new($"{request.Method} {Address(request)}");
        foreach (KeyValuePair<string, string> header in Headers(request))
        {
            text.AppendLine().Append(header.Key).Append(": ").Append(header.Value);
        }

        if (request.Body is { } body)
            text.AppendLine().AppendLine().Append(body.Shown);
        return text.ToString();
    }

    /// <returns>The command line that has curl send it, once the token is put in the place of its mask.</returns>
    public static string Curl(BtpApiRequest request)
    {
        List<string> words = ["curl", "--request", request.Method.Method, Quoted(Address(request))];
        foreach (KeyValuePair<string, string> header in Headers(request).Where(h => h.Key != "Content-Type" || request.Body is not Bodies.FormBody))
        {
            words.AddRange(["--header", Quoted($"{header.Key}: {header.Value}")]);
        }

        foreach (KeyValuePair<string, string> option in request.Body?.CurlOptions ?? [])
        {
            words.AddRange([option.Key, Quoted(option.Value)]);
        }

        // Or it would take brackets for a list of addresses.
        if (words[3].IndexOfAny(['[', ']', '{', '}']) >= 0)
            words.Insert(1, "--globoff");
        return string.Join(" ", words);
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(BtpApiRequest request)
    {
        yield return new("Authorization", $"Bearer {MaskedText.Mask}");
        foreach (KeyValuePair<string, string> header in request.Headers)
        {
            yield return new(header.Key, MaskedText.Of(header.Value, header.Key));
        }

        if (request.CorrelationId is { } id)
            yield return new("X-CorrelationID", id);
        if (request.Body is { } body)
            yield return new("Content-Type", body.ContentType);
    }

    private static string Address(BtpApiRequest request)
    {
        string query = string.Join("&", QueryString.Parts(request.Address).Select(Masked));
        return $"{Http.HttpCall.PlaceOf(request.Address)}{(query.Length == 0 ? "" : "?")}{query}";
    }

    private static string Masked(string part)
    {
        string name = QueryString.NameOf(part);
        return part.Contains('=') && MaskedText.Of(QueryString.ValueOf(part), name).Contains(MaskedText.Mask) ? $"{part.Split('=')[0]}={MaskedText.Mask}" : part;
    }

    // For a POSIX shell.
    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''")}'";
}

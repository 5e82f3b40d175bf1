namespace TokenModule.Api.Paging;

/// <summary>The header <c>Link</c> (RFC 8288 section 3): targets, each with its relations.</summary>
internal static class LinkHeader
{
    /// <returns>The target of the first link with the relation, or null when no link has it.</returns>
    public static string? FindTarget(string header, string relation)
    {
        foreach (string link in Split(header, ','))
        {
            List<string> parts = [.. Split(link, ';')];
            string target = parts[0].Trim();
            bool isTarget = target.Length > 1 && target[0] == '<' && target[target.Length - 1] == '>';
            if (isTarget && parts.Skip(1).Any(parameter => HasRelation(parameter, relation)))
                return target.Substring(1, target.Length - 2);
        }

        return null;
    }

    private static bool HasRelation(string parameter, string relation)
    {
        int end = parameter.IndexOf('=');
        return end > 0
            && IsSame(parameter.Substring(0, end).Trim(), "rel")
            && parameter.Substring(end + 1).Trim().Trim('"').Split(' ').Any(one => IsSame(one, relation));
    }

    // Splits at separators that are neither inside a target nor inside quotes.
    private static IEnumerable<string> Split(string text, char separator)
    {
        int start = 0;
        char? closing = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (closing is not null)
                closing = text[i] == closing ? null : closing;
            else if (text[i] is '"' or '<')
                closing = text[i] == '"' ? '"' : '>';
            else if (text[i] == separator)
            {
                yield return text.Substring(start, i - start);
                start = i + 1;
            }
        }

        yield return text.Substring(start);
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

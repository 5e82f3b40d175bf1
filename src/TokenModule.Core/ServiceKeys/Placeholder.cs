namespace TokenModule.ServiceKeys;

/// <summary>
/// Detects text that documentation shows instead of a value: <c>&lt;client_id&gt;</c>, <c>&lt;&lt; your id &gt;&gt;</c>,
/// <c>{{base_url}}</c>, <c>...</c>.
/// </summary>
internal static class Placeholder
{
    public static bool IsPlaceholder(string value)
    {
        string text = value.Trim();
        bool isEnclosed = IsEnclosed(text, "<", ">") || IsEnclosed(text, "<<", ">>") || IsEnclosed(text, "{{", "}}");
        return text is "..." or "…" || isEnclosed || HasPlaceholderInHost(value);
    }

    private static bool IsEnclosed(string text, string open, string close)
    {
        int length = text.Length - open.Length - close.Length;
        return length > 0
            && text.StartsWith(open, StringComparison.Ordinal)
            && text.EndsWith(close, StringComparison.Ordinal)
            && text.IndexOfAny([open[0], close[0]], open.Length, length) < 0;
    }

    private static bool HasPlaceholderInHost(string value)
    {
        int scheme = value.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || !value.Take(scheme).All(char.IsLetterOrDigit))
            return false;

        int host = scheme + 3;
        int path = value.IndexOf('/', host);
        return value.IndexOfAny(['<', '>', '{', '}'], host, (path < 0 ? value.Length : path) - host) >= 0;
    }
}

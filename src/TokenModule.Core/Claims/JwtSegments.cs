namespace TokenModule.Claims;

/// <summary>The three segments of a JWS in the compact form (RFC 7515 section 7.1), still encoded.</summary>
internal readonly ref struct JwtSegments
{
    private const int MaximumLength = 256 * 1024;

    private JwtSegments(ReadOnlySpan<char> text, int first, int second)
    {
        Header = text.Slice(0, first);
        Payload = text.Slice(first + 1, second - first - 1);
        Signature = text.Slice(second + 1);
        Content = text.Slice(0, second);
    }

    public ReadOnlySpan<char> Header { get; }

    public ReadOnlySpan<char> Payload { get; }

    public ReadOnlySpan<char> Signature { get; }

    /// <summary>The signed content: header and payload with the dot between them (RFC 7515 section 5.2).</summary>
    public ReadOnlySpan<char> Content { get; }

    /// <exception cref="TokenFormatException">The text does not have three segments.</exception>
    public static JwtSegments Parse(string token)
    {
        ReadOnlySpan<char> text = RemoveScheme(token.AsSpan().Trim());
        if (text.Length > MaximumLength)
            throw TokenFormatException.CreateMalformed($"it is longer than {MaximumLength / 1024} KiB");

        int first = text.IndexOf('.');
        int second = first < 0 ? -1 : first + 1 + text.Slice(first + 1).IndexOf('.');
        bool hasThreeSegments = second > first && text.Slice(second + 1).IndexOf('.') < 0;
        return hasThreeSegments ? new JwtSegments(text, first, second) : throw CreateException(text);
    }

    private static ReadOnlySpan<char> RemoveScheme(ReadOnlySpan<char> text)
    {
        const string Scheme = "Bearer";
        bool hasScheme = text.StartsWith(Scheme.AsSpan(), StringComparison.OrdinalIgnoreCase)
            && (text.Length == Scheme.Length || char.IsWhiteSpace(text[Scheme.Length]));
        return hasScheme ? text.Slice(Scheme.Length).TrimStart() : text;
    }

    private static TokenFormatException CreateException(ReadOnlySpan<char> text)
    {
        int dots = 0;
        foreach (char c in text)
        {
            dots += c == '.' ? 1 : 0;
        }

        return dots switch
        {
            0 when text.IsEmpty => TokenFormatException.CreateMalformed("it is empty"),
            0 => new TokenFormatException(
                Failure.TokenOpaque,
                "The token is opaque. Only the server that issued it can read it.",
                "Request a JWT if you need its claims."),
            4 => new TokenFormatException(
                Failure.TokenOpaque,
                "The token is an encrypted JWT (JWE). Only its recipient can read it.",
                "Request a signed JWT if you need its claims."),
            _ => TokenFormatException.CreateMalformed($"it has {dots + 1} segments, not three"),
        };
    }
}

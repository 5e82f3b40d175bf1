using System.Text;

namespace TokenModule.Claims;

/// <summary>A JWT in its compact form (RFC 7519, 3), read strictly.</summary>
internal static class JwtText
{
    private const int LongestRemembered = 2048;

    // The tokens of one issuer have one header, letter by letter: the last one seen need not be read again.
    private static SeenHeader? lastHeader;

    /// <exception cref="TokenFormatException">The text is no JWT, or an encrypted or opaque token.</exception>
    public static (JsonMembers Header, JsonMembers Claims) Read(string token)
    {
        JwtSegments segments = JwtSegments.Of(token);
        return StrictBase64Url.IsCanonical(segments.Signature) ? Read(segments) : throw SignatureIsNone();
    }

    /// <summary>As <see cref="Read(string)"/>, with what the check of the signature needs.</summary>
    public static SignedText ReadSigned(string token)
    {
        JwtSegments segments = JwtSegments.Of(token);
        byte[] signature = StrictBase64Url.Decode(segments.Signature) ?? throw SignatureIsNone();
        (JsonMembers header, JsonMembers claims) = Read(segments);
        token.AsSpan().Overlaps(segments.Content, out int start);
        byte[] content = new byte[segments.Content.Length];
        Encoding.ASCII.GetBytes(token, start, content.Length, content, 0);
        return new SignedText(header, claims, content, signature);
    }

    private static (JsonMembers Header, JsonMembers Claims) Read(JwtSegments segments)
    {
        return (Header(segments.Header), Object(segments.Payload, "payload"));
    }

    private static JsonMembers Header(ReadOnlySpan<char> segment)
    {
        if (lastHeader is { } seen && segment.SequenceEqual(seen.Text.AsSpan()))
            return seen.Header;

        JsonMembers header = Object(segment, "header");
        if (header.Has("enc"u8))
            throw TokenFormatException.Malformed("its header is one of an encrypted token (JWE)");
        if (segment.Length <= LongestRemembered)
            lastHeader = new SeenHeader(segment.ToString(), header);
        return header;
    }

    private static JsonMembers Object(ReadOnlySpan<char> segment, string part)
    {
        byte[] json = StrictBase64Url.Decode(segment) ?? throw TokenFormatException.Malformed($"its {part} is not base64url");
        try
        {
            return JsonMembers.Parse(json);
        }
        catch (FormatException e)
        {
            throw TokenFormatException.Malformed($"its {part} {e.Message}", e);
        }
    }

    private static TokenFormatException SignatureIsNone() => TokenFormatException.Malformed("its signature is not base64url");

    private sealed record SeenHeader(string Text, JsonMembers Header);
}

using System.Text;
using TokenModule.Json;

namespace TokenModule.Claims;

/// <summary>A JWT in its compact form (RFC 7519, 3), read strictly.</summary>
internal static class JwtText
{
    private const int MaximumCachedLength = 2048;

    // The tokens of one issuer have one header, letter by letter: the last one seen need not be read again.
    private static CachedHeader? lastHeader;

    /// <exception cref="TokenFormatException">The text is no JWT, or an encrypted or opaque token.</exception>
    public static (JsonMembers Header, JsonMembers Claims) ReadToken(string token)
    {
        JwtSegments segments = JwtSegments.Parse(token);
        return StrictBase64Url.IsCanonical(segments.Signature) ? ReadSegments(segments) : throw CreateSignatureException();
    }

    /// <summary>As <see cref="ReadToken(string)"/>, with what the check of the signature needs.</summary>
    public static SignedToken ReadSigned(string token)
    {
        JwtSegments segments = JwtSegments.Parse(token);
        byte[] signature = StrictBase64Url.DecodeOrDefault(segments.Signature) ?? throw CreateSignatureException();
        (JsonMembers header, JsonMembers claims) = ReadSegments(segments);
        token.AsSpan().Overlaps(segments.Content, out int start);
        byte[] content = new byte[segments.Content.Length];
        Encoding.ASCII.GetBytes(token, start, content.Length, content, 0);
        return new SignedToken(header, claims, content, signature);
    }

    private static (JsonMembers Header, JsonMembers Claims) ReadSegments(JwtSegments segments)
    {
        return (ReadHeader(segments.Header), ReadObject(segments.Payload, "payload"));
    }

    private static JsonMembers ReadHeader(ReadOnlySpan<char> segment)
    {
        if (lastHeader is { } seen && segment.SequenceEqual(seen.Text.AsSpan()))
            return seen.Header;

        JsonMembers header = ReadObject(segment, "header");
        if (header.Has("enc"u8))
            throw TokenFormatException.CreateMalformed("its header is one of an encrypted token (JWE)");
        if (segment.Length <= MaximumCachedLength)
            lastHeader = new CachedHeader(segment.ToString(), header);
        return header;
    }

    private static JsonMembers ReadObject(ReadOnlySpan<char> segment, string part)
    {
        byte[] json = StrictBase64Url.DecodeOrDefault(segment) ?? throw TokenFormatException.CreateMalformed($"its {part} is not base64url");
        try
        {
            return JsonMembers.Parse(json);
        }
        catch (FormatException e)
        {
            throw TokenFormatException.CreateMalformed($"its {part} {e.Message}", e);
        }
    }

    private static TokenFormatException CreateSignatureException() => TokenFormatException.CreateMalformed("its signature is not base64url");

    private sealed record CachedHeader(string Text, JsonMembers Header);
}

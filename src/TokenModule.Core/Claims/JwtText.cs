using System.Text;
using TokenModule.Json;

namespace TokenModule.Claims;

/// <summary>Parses a JWT in the compact form (RFC 7519 section 3) strictly.</summary>
internal static class JwtText
{
    private const int MaximumCachedLength = 2048;

    // The tokens of one issuer usually have identical headers. The last header is cached, so that it is parsed only once.
    private static CachedHeader? lastHeader;

    /// <exception cref="TokenFormatException">The text is not a JWT, or an encrypted or opaque token.</exception>
    public static (JsonMembers Header, JsonMembers Claims) ReadToken(string token)
    {
        JwtSegments segments = JwtSegments.Parse(token);
        return StrictBase64Url.IsCanonical(segments.Signature) ? ReadSegments(segments) : throw CreateSignatureException();
    }

    /// <summary>As <see cref="ReadToken(string)"/>, with the signed content and the signature.</summary>
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
        JsonMembers claims = ReadObject(segments.Payload, "payload");
        if (!claims.IsAbsentOrNumber("iat"u8))
            throw TokenFormatException.CreateMalformed("its time of issue (iat) is not a number");

        return (ReadHeader(segments.Header), claims);
    }

    private static JsonMembers ReadHeader(ReadOnlySpan<char> segment)
    {
        if (lastHeader is { } cached && segment.SequenceEqual(cached.Text.AsSpan()))
            return cached.Header;

        JsonMembers header = ReadObject(segment, "header");
        if (header.Has("enc"u8))
            throw TokenFormatException.CreateMalformed("its header belongs to an encrypted token (JWE)");
        if (header.Has("kid"u8) && header.GetTextOrDefault("kid"u8) is null)
            throw TokenFormatException.CreateMalformed("the 'kid' in its header is not a text");
        if (segment.Length <= MaximumCachedLength)
            lastHeader = new CachedHeader(segment.ToString(), header);
        return header;
    }

    private static JsonMembers ReadObject(ReadOnlySpan<char> segment, string part)
    {
        byte[]? json = StrictBase64Url.DecodeOrDefault(segment);
        if (json is null)
            throw TokenFormatException.CreateMalformed($"its {part} is not base64url");

        try
        {
            return JsonMembers.Parse(json);
        }
        catch (FormatException e)
        {
            throw TokenFormatException.CreateMalformed($"its {part} {e.Message}", e);
        }
    }

    private static TokenFormatException CreateSignatureException()
    {
        return TokenFormatException.CreateMalformed("its signature is not base64url");
    }

    private sealed record CachedHeader(string Text, JsonMembers Header);
}

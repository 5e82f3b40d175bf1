using System.Text;

namespace TokenModule.Claims;

/// <summary>The compact form of a JWS (RFC 7515, 7.1), taken apart strictly.</summary>
internal static class JwtText
{
    private const int Longest = 256 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="TokenFormatException">The text is no JWT, or an encrypted or opaque token.</exception>
    public static (JsonMembers Header, JsonMembers Claims) Read(string token)
    {
        (JsonMembers header, JsonMembers claims, _) = Read(token, out _);
        return (header, claims);
    }

    /// <summary>As <see cref="Read(string)"/>, with what the check of the signature needs.</summary>
    public static SignedText ReadSigned(string token)
    {
        (JsonMembers header, JsonMembers claims, byte[] signature) = Read(token, out ReadOnlySpan<char> content);
        return new SignedText(header, claims, Encoding.ASCII.GetBytes(content.ToArray()), signature);
    }

    private static (JsonMembers Header, JsonMembers Claims, byte[] Signature) Read(string token, out ReadOnlySpan<char> content)
    {
        ReadOnlySpan<char> text = WithoutScheme(token.AsSpan().Trim());
        if (text.Length > Longest)
            throw TokenFormatException.Malformed($"it is longer than {Longest / 1024} KiB");

        int first = text.IndexOf('.');
        int second = first < 0 ? -1 : first + 1 + text.Slice(first + 1).IndexOf('.');
        RequireThreeSegments(text, first, second);

        JsonMembers header = Object(text.Slice(0, first), "header");
        if (header.Has("enc"u8))
            throw TokenFormatException.Malformed("its header is one of an encrypted token (JWE)");
        JsonMembers claims = Object(text.Slice(first + 1, second - first - 1), "payload");
        byte[] signature = StrictBase64Url.Decode(text.Slice(second + 1)) ?? throw TokenFormatException.Malformed("its signature is not base64url");
        content = text.Slice(0, second);
        return (header, claims, signature);
    }

    private static ReadOnlySpan<char> WithoutScheme(ReadOnlySpan<char> text)
    {
        const string Scheme = "Bearer";
        bool hasScheme = text.StartsWith(Scheme.AsSpan(), StringComparison.OrdinalIgnoreCase) && (text.Length == Scheme.Length || char.IsWhiteSpace(text[Scheme.Length]));
        return hasScheme ? text.Slice(Scheme.Length).TrimStart() : text;
    }

    private static void RequireThreeSegments(ReadOnlySpan<char> text, int first, int second)
    {
        if (text.IsEmpty)
            throw TokenFormatException.Malformed("it is empty");
        if (first < 0)
            throw new TokenFormatException(Failure.TokenOpaque, "This token is opaque: only the server that issued it can read it. Ask for a JWT where you need claims.");

        if (second > first && text.Slice(second + 1).IndexOf('.') < 0)
            return;

        int dots = 0;
        foreach (char c in text)
        {
            dots += c == '.' ? 1 : 0;
        }

        if (dots == 4)
            throw TokenFormatException.Malformed("five segments are an encrypted token (JWE), which only its receiver can read");
        throw TokenFormatException.Malformed($"it has {dots + 1} segments, not three");
    }

    private static JsonMembers Object(ReadOnlySpan<char> segment, string part)
    {
        byte[] json = StrictBase64Url.Decode(segment) ?? throw TokenFormatException.Malformed($"its {part} is not base64url");
        try
        {
            StrictUtf8.GetCharCount(json);
            return JsonMembers.Parse(json);
        }
        catch (DecoderFallbackException e)
        {
            throw TokenFormatException.Malformed($"its {part} is not UTF-8", e);
        }
        catch (FormatException e)
        {
            throw TokenFormatException.Malformed($"its {part} {e.Message}", e);
        }
    }
}

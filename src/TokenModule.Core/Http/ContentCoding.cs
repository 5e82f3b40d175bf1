using System.IO.Compression;

namespace TokenModule.Http;

/// <summary>The <c>Content-Encoding</c> of a response (RFC 9110 section 8.4). Requests accept gzip only.</summary>
internal static class ContentCoding
{
    private const int LengthOfLength = 4;

    // One gzip member with the text "end of the body".
    private static readonly byte[] EndText = "end of the body"u8.ToArray();
    private static readonly Lazy<byte[]> EndMember = new(() => Compress(EndText));

    /// <summary>Whether the body is compressed with gzip.</summary>
    /// <exception cref="InvalidDataException">The response has another coding, or several codings.</exception>
    public static bool IsGzip(HttpContent content)
    {
        // "identity" means that the body is not encoded, and some servers send it as a header.
        string[] codings = [.. content.Headers.ContentEncoding.Where(coding => !IsNamed(coding, "identity"))];
        if (codings.Length > 1 || codings.Any(coding => !IsNamed(coding, "gzip") && !IsNamed(coding, "x-gzip")))
            throw new InvalidDataException("The response has a content coding that was not requested.");

        return codings.Length == 1;
    }

    /// <returns>The complete content, or null when it is longer than <paramref name="limit"/> bytes.</returns>
    /// <exception cref="InvalidDataException">The body is damaged or cut off.</exception>
    public static async Task<byte[]?> ExpandAsync(byte[] compressed, int limit, CancellationToken cancellationToken)
    {
        byte[]? content = await ReadAsync(compressed, limit, cancellationToken).ConfigureAwait(false);
        return content is null || EndsWithLength(compressed, content.Length)
            ? content
            : await ExpandMembersAsync(compressed, limit, cancellationToken).ConfigureAwait(false);
    }

    // .NET returns a body that was cut off as if it were complete. With one member, the last bytes contain the length
    // (RFC 1952 section 2.3.1).
    private static bool EndsWithLength(byte[] compressed, int length)
    {
        return compressed.Length >= LengthOfLength && BitConverter.ToInt32(compressed, compressed.Length - LengthOfLength) == length;
    }

    // With several members (RFC 1952 section 2.2), each length is the length of its member only. One more member is appended to the body.
    // Its text is at the end of the expanded content only if the body was complete.
    private static async Task<byte[]?> ExpandMembersAsync(byte[] compressed, int limit, CancellationToken cancellationToken)
    {
        byte[] extended = [.. compressed, .. EndMember.Value];
        byte[]? content = await ReadAsync(extended, limit + EndText.Length, cancellationToken).ConfigureAwait(false);
        if (content is null)
            return null;
        if (!content.AsSpan().EndsWith(EndText))
            throw new InvalidDataException("The compressed response was cut off.");

        Array.Resize(ref content, content.Length - EndText.Length);
        return content;
    }

    private static async Task<byte[]?> ReadAsync(byte[] compressed, int limit, CancellationToken cancellationToken)
    {
        using GZipStream stream = new(new MemoryStream(compressed), CompressionMode.Decompress);
        return await BoundedBody.ReadAsync(stream, announced: null, limit, cancellationToken).ConfigureAwait(false);
    }

    private static byte[] Compress(byte[] text)
    {
        using MemoryStream member = new();
        using (GZipStream gzip = new(member, CompressionMode.Compress))
        {
            gzip.Write(text, 0, text.Length);
        }

        return member.ToArray();
    }

    private static bool IsNamed(string coding, string name) => string.Equals(coding, name, StringComparison.OrdinalIgnoreCase);
}

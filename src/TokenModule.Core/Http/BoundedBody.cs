namespace TokenModule.Http;

/// <summary>Reads a body up to a limit, which counts as it comes and as it is once expanded, so that no server can fill the memory.</summary>
internal static class BoundedBody
{
    private const int LargestFirst = 1024 * 1024;

    /// <returns>The whole body, or null where it is longer than <paramref name="limit"/> bytes.</returns>
    /// <exception cref="InvalidDataException">It is compressed, and damaged or cut off.</exception>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            return null;

        using Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[]? bytes = await ReadAsync(body, content.Headers.ContentLength, limit, cancellationToken).ConfigureAwait(false);
        return bytes is { Length: > 0 } && ContentCoding.IsGzip(content) ? await ContentCoding.ExpandAsync(bytes, limit, cancellationToken).ConfigureAwait(false) : bytes;
    }

    /// <returns>The rest of the stream, or null where it is longer than <paramref name="limit"/> bytes.</returns>
    public static async Task<byte[]?> ReadAsync(Stream body, long? announced, int limit, CancellationToken cancellationToken)
    {
        // One byte more than announced: the read that finds the end needs room. What is announced has still to come.
        byte[] buffer = new byte[(int)Math.Min(announced ?? 4095, LargestFirst) + 1];
        int length = 0;
        while (true)
        {
            int read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                Array.Resize(ref buffer, length);
                return buffer;
            }

            length += read;
            if (length > limit)
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limit + 1L));
        }
    }
}

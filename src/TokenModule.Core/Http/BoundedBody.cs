namespace TokenModule.Http;

/// <summary>
/// Reads a body up to a limit. The limit applies to the received bytes and to the expanded bytes,
/// so that a server cannot exhaust the memory.
/// </summary>
internal static class BoundedBody
{
    private const int MaximumInitialLength = 1024 * 1024;

    /// <returns>The complete body, or null when it is longer than <paramref name="limit"/> bytes.</returns>
    /// <exception cref="InvalidDataException">The compressed body is damaged or was cut off.</exception>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            return null;

        using Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[]? bytes = await ReadAsync(body, content.Headers.ContentLength, limit, cancellationToken).ConfigureAwait(false);
        return bytes is { Length: > 0 } && ContentCoding.IsGzip(content)
            ? await ContentCoding.ExpandAsync(bytes, limit, cancellationToken).ConfigureAwait(false)
            : bytes;
    }

    /// <returns>The rest of the stream, or null when it is longer than <paramref name="limit"/> bytes.</returns>
    public static async Task<byte[]?> ReadAsync(Stream body, long? announced, int limit, CancellationToken cancellationToken)
    {
        // The last read, which returns 0, needs one more byte. The server can announce any length, so the first buffer is limited.
        byte[] buffer = new byte[(int)Math.Min(announced ?? 4095, MaximumInitialLength) + 1];
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

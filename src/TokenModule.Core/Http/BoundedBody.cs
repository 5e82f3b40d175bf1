
namespace TokenModule.Http;

/// <summary>Reads a body up to a limit, counted after decompression, so that no server can fill the memory.</summary>
internal static class BoundedBody
{
    /// <returns>The whole body, or null where it is longer than <paramref name="limit"/> bytes.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            return null;

        using Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] buffer = new byte[InitialSize(content.Headers.ContentLength)];
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

    // One byte more than announced: the read that finds the end needs room.
    private static int InitialSize(long? announced) => (int)(announced ?? 4095) + 1;
}

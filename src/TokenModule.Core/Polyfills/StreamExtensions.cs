using System.Runtime.InteropServices;

namespace TokenModule;

/// <summary>Methods for reading a body that netstandard2.0 does not have.</summary>
internal static class StreamExtensions
{
    public static async Task<Stream> ReadAsStreamAsync(this HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await content.ReadAsStreamAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Stops waiting at once on cancellation. A read of a socket in .NET Framework continues until the response is closed.
    /// </summary>
    public static Task<int> ReadAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        MemoryMarshal.TryGetArray<byte>(buffer, out ArraySegment<byte> array);
        return stream.ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken).WaitAsync(cancellationToken);
    }
}

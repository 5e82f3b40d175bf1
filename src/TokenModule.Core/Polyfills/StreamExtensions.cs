using System.Runtime.InteropServices;

namespace TokenModule;

/// <summary>Reads of a body that .NET has and netstandard2.0 lacks.</summary>
internal static class StreamExtensions
{
    public static async Task<Stream> ReadAsStreamAsync(this HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await content.ReadAsStreamAsync().ConfigureAwait(false);
    }

    /// <summary>Ends at once when cancelled: sockets of .NET Framework do not, and closing the response ends them.</summary>
    public static Task<int> ReadAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        MemoryMarshal.TryGetArray<byte>(buffer, out ArraySegment<byte> array);
        return stream.ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken).WaitAsync(cancellationToken);
    }
}

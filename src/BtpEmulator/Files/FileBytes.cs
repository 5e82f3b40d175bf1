namespace BtpEmulator.Files;

/// <summary>The content of every emulated file: the byte at an offset is the offset modulo 251.</summary>
internal static class FileBytes
{
    private const int Period = 251;

    private static readonly byte[] Block = [.. Enumerable.Range(0, Period * 256).Select(offset => (byte)(offset % Period))];

    public static async Task WriteAsync(Stream output, long count, CancellationToken cancellationToken)
    {
        for (long left = count; left > 0; left -= Block.Length)
            await output.WriteAsync(Block.AsMemory(0, (int)Math.Min(left, Block.Length)), cancellationToken);
        await output.FlushAsync(cancellationToken);
    }
}

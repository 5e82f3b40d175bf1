using BtpEmulator.Http;

namespace BtpEmulator.Recording;

/// <summary>A request body that consists of its recorded start and the unread rest, so that large uploads are not kept in memory.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ForwardReadStream
{
    private ReadOnlyMemory<byte> remaining = prefix;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (remaining.IsEmpty) return await rest.ReadAsync(buffer, cancellationToken);
        int count = Math.Min(buffer.Length, remaining.Length);
        remaining[..count].CopyTo(buffer);
        remaining = remaining[count..];
        return count;
    }
}

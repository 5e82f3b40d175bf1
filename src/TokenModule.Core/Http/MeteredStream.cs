using System.Diagnostics.CodeAnalysis;

namespace TokenModule.Http;

/// <summary>A stream that reports the number of bytes written to it.</summary>
[SuppressMessage("Performance", "CA1844", Justification = "netstandard2.0 has no overload with Memory, and CopyToAsync passes arrays.")]
[SuppressMessage("Performance", "CA1835", Justification = "netstandard2.0 has no overload with Memory, and CopyToAsync passes arrays.")]
internal sealed class MeteredStream(Stream stream, Action<int> reportBytes) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => stream.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count)
    {
        stream.Write(buffer, offset, count);
        reportBytes(count);
    }

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        reportBytes(count);
    }
}

namespace TokenModule.Http;

/// <summary>When a call is given up: after a time for the whole of it, or after that time without a byte where a file is moved.</summary>
internal sealed class TransferDeadline : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly TransportRequest call;
    private long moved;

    public TransferDeadline(TransportRequest call, CancellationToken cancellationToken)
    {
        this.call = call;
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(call.Network.Timeout);
    }

    public CancellationToken Token => source.Token;

    public bool IsExpired => source.IsCancellationRequested;

    /// <summary>Counts anew: another attempt, or the answer after the request.</summary>
    public void Restart()
    {
        moved = 0;
        if (call.IsTransfer)
            source.CancelAfter(call.Network.Timeout);
    }

    /// <summary>Does not count while a transfer waits to be sent again.</summary>
    public void Pause()
    {
        if (call.IsTransfer)
            source.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public void ReportBytes(int bytes, long? length)
    {
        if (!call.IsTransfer)
            return;

        source.CancelAfter(call.Network.Timeout);
        moved += bytes;
        call.Network.Progress?.Invoke(new TransferProgress(moved, length));
    }

    public void Dispose() => source.Dispose();
}

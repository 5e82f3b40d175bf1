namespace TokenModule.Http;

/// <summary>When a call is given up: after a time for the whole of it, or after that time without a byte where a file is moved.</summary>
internal sealed class TransferDeadline(TransportRequest call, TimeProvider clock, CancellationToken cancellationToken) : IDisposable
{
    private readonly Deadline deadline = new(call.Network.Timeout, clock, cancellationToken);
    private readonly TransportRequest call = call;
    private long moved;

    public CancellationToken Token => deadline.Token;

    public bool IsExpired => deadline.Token.IsCancellationRequested;

    /// <summary>Counts anew: another attempt, or the answer after the request.</summary>
    public void Restart()
    {
        moved = 0;
        if (call.IsTransfer)
            deadline.Restart(call.Network.Timeout);
    }

    /// <summary>Does not count while a transfer waits to be sent again.</summary>
    public void Pause()
    {
        if (call.IsTransfer)
            deadline.Restart(Timeout.InfiniteTimeSpan);
    }

    public void ReportBytes(int bytes, long? length)
    {
        if (!call.IsTransfer)
            return;

        deadline.Restart(call.Network.Timeout);
        moved += bytes;
        call.Network.Progress?.Invoke(new TransferProgress(moved, length));
    }

    public void Dispose() => deadline.Dispose();
}

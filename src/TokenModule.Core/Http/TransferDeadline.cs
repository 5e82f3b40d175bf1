namespace TokenModule.Http;

/// <summary>
/// The timeout of a call. Normally it applies to the complete call. For the transfer of a file it applies to each pause without data.
/// </summary>
internal sealed class TransferDeadline(TransportRequest call, TimeProvider clock, CancellationToken cancellationToken) : IDisposable
{
    private readonly Deadline deadline = new(call.Network.Timeout, clock, cancellationToken);
    private readonly TransportRequest call = call;
    private long transferred;

    public CancellationToken Token => deadline.Token;

    public bool IsExpired => deadline.Token.IsCancellationRequested;

    /// <summary>Restarts the count of bytes and the timeout of a transfer, for a retry or for the response.</summary>
    public void Restart()
    {
        transferred = 0;
        if (call.IsTransfer)
            deadline.Restart(call.Network.Timeout);
    }

    /// <summary>Stops the timeout while the call waits for the rate rule of the service.</summary>
    public void Suspend() => deadline.Restart(Timeout.InfiniteTimeSpan);

    /// <summary>Continues with the time that was left.</summary>
    public void Resume(TimeSpan left) => deadline.Restart(left > TimeSpan.Zero ? left : TimeSpan.Zero);

    /// <summary>Stops the timeout of a transfer until the next attempt.</summary>
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
        transferred += bytes;
        call.Network.Progress?.Invoke(new TransferProgress(transferred, length));
    }

    public void Dispose() => deadline.Dispose();
}

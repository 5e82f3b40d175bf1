namespace TokenModule.Http;

/// <summary>A cancellation that happens after a time on the given clock, or earlier when the caller cancels.</summary>
/// <remarks>
/// .NET has a CancellationTokenSource with a TimeProvider. Its replacement for netstandard2.0 does not allow changing the time later.
/// </remarks>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly ITimer timer;

    public Deadline(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer = clock.CreateTimer(Cancel, source, time, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => source.Token;

    /// <summary>Starts the time again. <see cref="Timeout.InfiniteTimeSpan"/> stops it.</summary>
    public void Restart(TimeSpan time) => timer.Change(time, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        timer.Dispose();
        source.Dispose();
    }

    private static void Cancel(object? source)
    {
        try
        {
            ((CancellationTokenSource)source!).Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The timer fired after the operation had ended.
        }
    }
}

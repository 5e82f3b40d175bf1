using System.Collections.Concurrent;

namespace TokenModule.Http;

/// <summary>Until when hosts take no more requests: what one of many calls was told counts for all.</summary>
internal sealed class RequestPauses(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, long> ends = new(StringComparer.Ordinal);

    public void AddPause(Uri address, TimeSpan pause)
    {
        long end = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
        ends.AddOrUpdate(address.Authority, end, (_, other) => Math.Max(other, end));
    }

    /// <summary>Waits to the end of a pause; one that is longer than the caller has time is left to the server to say again.</summary>
    public async ValueTask WaitAsync(Uri address, TimeSpan left, CancellationToken cancellationToken)
    {
        if (ends.IsEmpty || !ends.TryGetValue(address.Authority, out long end))
            return;

        TimeSpan pause = TimeSpan.FromSeconds((end - clock.GetTimestamp()) / (double)clock.TimestampFrequency);
        if (pause <= TimeSpan.Zero)
            ends.TryRemove(address.Authority, out _);
        else if (pause < left)
            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
    }
}

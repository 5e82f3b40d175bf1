using System.Collections.Concurrent;

namespace TokenModule.Http;

/// <summary>The ends of the pauses that hosts require after a 429 response. A pause applies to all calls of the host.</summary>
internal sealed class RequestPauses(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, long> ends = new(StringComparer.Ordinal);

    public void AddPause(Uri address, TimeSpan pause)
    {
        long end = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
        ends.AddOrUpdate(address.Authority, end, (_, other) => Math.Max(other, end));
    }

    /// <summary>
    /// Waits for the end of the pause of the host. If the pause is longer than the remaining time, the request is sent at once,
    /// and the response of the server decides.
    /// </summary>
    public async ValueTask WaitAsync(Uri address, TimeSpan remaining, CancellationToken cancellationToken)
    {
        if (ends.IsEmpty || !ends.TryGetValue(address.Authority, out long end))
            return;

        TimeSpan pause = TimeSpan.FromSeconds((end - clock.GetTimestamp()) / (double)clock.TimestampFrequency);
        if (pause <= TimeSpan.Zero)
            ends.TryRemove(address.Authority, out _);
        else if (pause < remaining)
            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
    }
}

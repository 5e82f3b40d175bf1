using System.Collections.Concurrent;

namespace TokenModule.Http;

/// <summary>The ends of the pauses that hosts require after a 429 response. A pause applies to all calls of the host.</summary>
internal sealed class RequestPauses(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Pause> pauses = new(StringComparer.Ordinal);

    public void AddPause(Uri address, TimeSpan pause)
    {
        long end = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
        pauses.AddOrUpdate(address.Authority, _ => new Pause(end), (_, other) => new Pause(Math.Max(other.End, end)));
    }

    /// <summary>
    /// Waits for the end of the pause of the host. If the pause is longer than the remaining time, the request is sent at once,
    /// and the response of the server decides.
    /// </summary>
    public async ValueTask WaitAsync(Uri address, TimeSpan remaining, CancellationToken cancellationToken)
    {
        if (pauses.IsEmpty || !pauses.TryGetValue(address.Authority, out Pause? pause))
            return;

        TimeSpan rest = TimeSpan.FromSeconds((pause.End - clock.GetTimestamp()) / (double)clock.TimestampFrequency);
        if (rest <= TimeSpan.Zero)
            pauses.TryRemove(address.Authority, out _);
        else if (rest < remaining)
            await Task.Delay(rest, clock, cancellationToken).ConfigureAwait(false);
    }

    private sealed record Pause(long End);
}

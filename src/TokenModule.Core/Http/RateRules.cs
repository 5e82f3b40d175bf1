using System.Collections.Concurrent;

namespace TokenModule.Http;

/// <summary>
/// The rate rules that services have stated in their refusals, by host and first part of the path. Requests wait before they are sent, so
/// that they are not refused. Without a rule, a request costs nothing. It is thread-safe.
/// </summary>
internal sealed class RateRules(TimeProvider clock)
{
    // A rule can change or disappear. It is learned again from the next refusal.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, LearnedLimit> limits = new(StringComparer.Ordinal);

    public bool IsEmpty => limits.IsEmpty;

    /// <summary>Waits until the rule permits the request. For a wait longer than <paramref name="maximum"/>, the service decides.</summary>
    /// <returns>The place that the request takes, or null without a rule.</returns>
    public async ValueTask<RatePlace?> WaitAsync(Uri address, TimeSpan maximum, CancellationToken cancellationToken)
    {
        while (FindLimitOrDefault(address) is { } limit)
        {
            TimeSpan wait = limit.Take(out int place);
            if (wait == TimeSpan.Zero)
                return new RatePlace(limit, place);
            if (wait > maximum)
                return new RatePlace(limit: null, place);

            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <returns>The rule, when the response states a rule that was not known.</returns>
    public RateRule? LearnOrDefault(Uri address, TransportResponse response)
    {
        if (RateRule.ReadOrDefault(response) is not { } rule)
            return null;

        string group = GetGroup(address);
        long now = clock.GetTimestamp();
        RateLimit created = new(rule, clock);
        RateLimit current = limits.AddOrUpdate(
            group,
            _ => new LearnedLimit(created, now),
            (_, known) => new LearnedLimit(known.Limit.Rule == rule && !IsExpired(known.Learned) ? known.Limit : created, now)).Limit;
        return ReferenceEquals(current, created) ? rule : null;
    }

    private RateLimit? FindLimitOrDefault(Uri address)
    {
        string group = GetGroup(address);
        if (!limits.TryGetValue(group, out LearnedLimit? known))
            return null;
        if (!IsExpired(known.Learned))
            return known.Limit;

        limits.TryRemove(group, out _);
        return null;
    }

    private bool IsExpired(long learned) => clock.GetElapsedTime(learned) > Lifetime;

    private static string GetGroup(Uri address)
    {
        return address.Segments.Length > 1 ? $"{address.Authority}/{address.Segments[1].Trim('/')}" : address.Authority;
    }

    private sealed record LearnedLimit(RateLimit Limit, long Learned);
}

namespace TokenModule.Http;

/// <summary>
/// Spaces the requests to one group of addresses according to a rule. Each request takes one of the places of the rule. The place is free
/// again one period after the response, because only then the service has certainly counted the request in an earlier period.
/// </summary>
internal sealed class RateLimit(RateRule rule, TimeProvider clock)
{
    // The clocks of the client and of the service run at slightly different rates.
    private const double Margin = 1.02;

    private readonly object gate = new();
    private readonly long[] freeAt = CreatePlaces(rule, clock);

    public RateRule Rule { get; } = rule;

    private long Period => (long)(Rule.Period.TotalSeconds * Margin * clock.TimestampFrequency);

    /// <summary>Takes a place.</summary>
    /// <param name="place">The number of the place, for <see cref="Release"/>.</param>
    /// <returns>Zero, or the time until a place becomes free when none is.</returns>
    public TimeSpan Take(out int place)
    {
        lock (gate)
        {
            place = 0;
            for (int i = 1; i < freeAt.Length; i++)
            {
                if (freeAt[i] < freeAt[place])
                    place = i;
            }

            long now = clock.GetTimestamp();
            if (freeAt[place] > now)
                return TimeSpan.FromSeconds((freeAt[place] - now) / (double)clock.TimestampFrequency);

            freeAt[place] = now + Period;
            return TimeSpan.Zero;
        }
    }

    /// <summary>Called when the response has arrived.</summary>
    public void Release(int place)
    {
        lock (gate)
        {
            freeAt[place] = clock.GetTimestamp() + Period;
        }
    }

    // The rule is learned from a refusal, so all places of the current period are taken.
    private static long[] CreatePlaces(RateRule rule, TimeProvider clock)
    {
        long[] places = new long[rule.Requests];
        long end = clock.GetTimestamp() + (long)(rule.Period.TotalSeconds * Margin * clock.TimestampFrequency);
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = end;
        }

        return places;
    }
}

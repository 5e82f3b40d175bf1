namespace TokenModule.Tokens;

/// <summary>Reads the wall clock and the monotonic clock together. The age of a token is measured with both.</summary>
internal static class TokenClock
{
    public static Reading ReadTime(TimeProvider clock) => new(clock.GetUtcNow(), clock.GetTimestamp());

    internal readonly record struct Reading(DateTimeOffset Time, long Timestamp);
}

namespace TokenModule.Tokens;

/// <summary>The two times a token's age is measured by.</summary>
internal static class TokenClock
{
    public static Reading ReadTime(TimeProvider clock) => new(clock.GetUtcNow(), clock.GetTimestamp());

    internal readonly record struct Reading(DateTimeOffset Time, long Timestamp);
}

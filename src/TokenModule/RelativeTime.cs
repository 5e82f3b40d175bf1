namespace TokenModule;

/// <summary>Formats a time for views as its distance from now.</summary>
public static class RelativeTime
{
    /// <returns>For example <c>in 11 h 59 min</c> or <c>3 min 20 s ago</c>; an empty text for null.</returns>
    public static string Format(DateTimeOffset? time) => Describe(time, TimeProvider.System);

    /// <inheritdoc cref="Format"/>
    internal static string Describe(DateTimeOffset? time, TimeProvider clock)
    {
        if (time is not { } t)
            return string.Empty;

        TimeSpan distance = t - clock.GetUtcNow();
        return distance > TimeSpan.Zero ? $"in {Duration.Format(distance)}" : $"{Duration.Format(distance.Negate())} ago";
    }
}

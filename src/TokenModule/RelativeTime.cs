namespace TokenModule;

/// <summary>A time as the views show it: how far it is from now.</summary>
public static class RelativeTime
{
    /// <returns>Such as <c>in 11 h 59 min</c> or <c>3 min ago</c>; empty for no time.</returns>
    public static string Format(DateTimeOffset? time) => Describe(time, TimeProvider.System);

    /// <summary>As <see cref="Format"/>, measured from the time of a given clock.</summary>
    internal static string Describe(DateTimeOffset? time, TimeProvider clock)
    {
        if (time is not { } t)
            return string.Empty;

        TimeSpan distance = t - clock.GetUtcNow();
        return distance > TimeSpan.Zero ? $"in {FormatSpan(distance)}" : $"{FormatSpan(distance.Negate())} ago";
    }

    /// <returns>Such as <c>11 h 59 min</c>: the two largest units.</returns>
    public static string FormatSpan(TimeSpan span)
    {
        return span.TotalDays >= 1 ? $"{span.Days} d {span.Hours} h"
            : span.TotalHours >= 1 ? $"{span.Hours} h {span.Minutes} min"
            : span.TotalMinutes >= 1 ? $"{span.Minutes} min {span.Seconds} s"
            : $"{span.Seconds} s";
    }
}

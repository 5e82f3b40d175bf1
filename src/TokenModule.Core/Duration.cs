namespace TokenModule;

/// <summary>Formats time spans for messages and views.</summary>
internal static class Duration
{
    /// <returns>The two largest units, such as <c>11 h 59 min</c>.</returns>
    public static string Format(TimeSpan duration)
    {
        return duration.TotalDays >= 1 ? $"{duration.Days} d {duration.Hours} h"
            : duration.TotalHours >= 1 ? $"{duration.Hours} h {duration.Minutes} min"
            : duration.TotalMinutes >= 1 ? $"{duration.Minutes} min {duration.Seconds} s"
            : $"{duration.Seconds} s";
    }
}

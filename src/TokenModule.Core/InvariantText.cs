using System.Globalization;

namespace TokenModule;

/// <summary>Formats times and numbers for messages equally in every culture: ISO 8601, the Gregorian calendar, a decimal point.</summary>
internal static class InvariantText
{
    public static string FormatMinute(DateTimeOffset time) => Format(time, "yyyy-MM-dd HH:mm");

    public static string FormatSecond(DateTimeOffset time) => Format(time, "yyyy-MM-dd HH:mm:ss");

    /// <summary>Formats seconds with at most one decimal.</summary>
    public static string FormatSeconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Format(DateTimeOffset time, string format) => time.ToLocalTime().ToString(format, CultureInfo.InvariantCulture);
}

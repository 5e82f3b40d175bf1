using System.Globalization;

namespace TokenModule.Api;

/// <summary>Formats times for requests. A time without a time zone is a local time, as everywhere in PowerShell.</summary>
internal static class RequestTime
{
    // The events API expects milliseconds since 1970 (SAP Business Accelerator Hub, Cloud Management, Events service).
    private static readonly string[] MillisecondParameters = ["fromActionTime", "toActionTime", "fromCreationTime", "toCreationTime"];

    /// <summary>Converts a time. The first and the last time stay the same in every time zone.</summary>
    public static DateTimeOffset FromDateTime(DateTime time) => new(time.ToUniversalTime());

    /// <summary>Formats a time in UTC according to ISO 8601, with its fraction of a second if it has one.</summary>
    public static string Format(DateTimeOffset time)
    {
        return time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Formats a time for a query parameter: as milliseconds where the service expects them.</summary>
    public static string FormatParameter(string name, DateTimeOffset time)
    {
        return MillisecondParameters.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
            : Format(time);
    }

    /// <returns>The milliseconds for a text with a date in a parameter that expects milliseconds. Any other text unchanged.</returns>
    public static string FormatParameter(string name, string text)
    {
        bool isDate = MillisecondParameters.Contains(name, StringComparer.OrdinalIgnoreCase)
            && text.Contains('-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset time)
            && time.Year > 1970;
        return isDate ? FormatParameter(name, DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal)) : text;
    }
}

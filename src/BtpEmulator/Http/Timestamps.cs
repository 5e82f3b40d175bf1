using System.Globalization;

namespace BtpEmulator;

/// <summary>Times as the services write them: UTC, whole seconds.</summary>
internal static class Timestamps
{
    public static string ToTimestamp(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

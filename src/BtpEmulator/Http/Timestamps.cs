using System.Globalization;

namespace BtpEmulator.Http;

/// <summary>Formats times as the services do: in UTC and whole seconds.</summary>
internal static class Timestamps
{
    public static string ToTimestamp(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

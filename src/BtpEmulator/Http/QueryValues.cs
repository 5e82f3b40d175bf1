using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace BtpEmulator.Http;

/// <summary>
/// Reads query values without throwing, because the service and not the framework creates the error response for an invalid value.
/// </summary>
internal static class QueryValues
{
    /// <summary>True for <c>?name</c> and <c>?name=true</c>.</summary>
    public static bool HasFlag(this HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out StringValues value) && !value.ToString().Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>True only for <c>?name=true</c>.</summary>
    public static bool IsTrue(this HttpRequest request, string name) =>
        request.Query[name].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>True only for <c>?name=false</c>.</summary>
    public static bool IsFalse(this HttpRequest request, string name) =>
        request.Query[name].ToString().Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Returns the number in the query, <paramref name="absent"/> without the parameter, or null for a value that is not a number or less
    /// than <paramref name="least"/>.
    /// </summary>
    public static int? GetNumber(this HttpRequest request, string name, int absent, int least)
    {
        if (!request.Query.TryGetValue(name, out StringValues text)) return absent;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least ? number : null;
    }

    /// <summary>
    /// Returns the time in the query in milliseconds since 1970, <paramref name="absent"/> without the parameter, or null for an invalid
    /// value.
    /// </summary>
    public static long? GetMilliseconds(this HttpRequest request, string name, long absent)
    {
        if (!request.Query.TryGetValue(name, out StringValues text)) return absent;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long time) ? time : null;
    }
}

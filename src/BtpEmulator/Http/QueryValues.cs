using System.Globalization;

namespace BtpEmulator;

/// <summary>Reads query values; a value that makes no sense is the service's to refuse, not the framework's.</summary>
internal static class QueryValues
{
    /// <summary>True for <c>?name</c> and <c>?name=true</c>.</summary>
    public static bool HasFlag(this HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var value) && !value.ToString().Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for <c>?name=true</c> alone.</summary>
    public static bool IsTrue(this HttpRequest request, string name) => request.Query[name].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for <c>?name=false</c> alone.</summary>
    public static bool IsFalse(this HttpRequest request, string name) => request.Query[name].ToString().Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number sent, the default when none was, null when what was sent is no number from <paramref name="least"/> on.</summary>
    public static int? GetNumber(this HttpRequest request, string name, int absent, int least)
    {
        if (!request.Query.TryGetValue(name, out var text)) return absent;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number : null;
    }

    /// <summary>The time sent, in milliseconds since 1970, the default when none was, null when what was sent is none.</summary>
    public static long? GetMilliseconds(this HttpRequest request, string name, long absent)
    {
        if (!request.Query.TryGetValue(name, out var text)) return absent;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : null;
    }
}

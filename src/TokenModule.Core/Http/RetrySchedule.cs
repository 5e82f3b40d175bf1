using System.Globalization;

namespace TokenModule.Http;

/// <summary>When to send a request again: SAP's advice to clients of XSUAA, with jitter.</summary>
internal static class RetrySchedule
{
    /// <summary>The wait before attempt <paramref name="sent"/> + 1, or null where sending again is not right.</summary>
    public static TimeSpan? AfterAnswer(HttpCall call, HttpAnswer answer, int sent, DateTimeOffset now)
    {
        bool isNotNow = call.IsNotNow?.Invoke(answer) == true;
        if (!isNotNow && !IsTransient(answer.StatusCode))
            return null;

        TimeSpan? asked = AskedFor(answer, now);
        bool notProcessed = isNotNow || answer.StatusCode == 429 || (answer.StatusCode == 503 && asked is not null);
        return MaySend(call, sent, notProcessed) ? asked ?? Backoff(call, answer.StatusCode, sent) : null;
    }

    /// <summary>As <see cref="AfterAnswer"/>, where no answer came.</summary>
    public static TimeSpan? AfterFault(HttpCall call, Failure failure, int sent)
    {
        bool transient = failure is Failure.NetworkUnreachable or Failure.NetworkBroken;
        return transient && MaySend(call, sent, NetworkFault.NeverArrived(failure)) ? Backoff(call, status: 0, sent) : null;
    }

    /// <summary>What <c>Retry-After</c> asks for, or SAP's own header of that kind; null without one that makes sense.</summary>
    public static TimeSpan? AskedFor(HttpAnswer answer, DateTimeOffset now) => RetryAfter(answer, now) ?? Until(Reset(answer.Header("X-Ratelimit-Reset")), answer, now);

    /// <summary>As seconds or as a date (RFC 9110, 10.2.3).</summary>
    public static TimeSpan? RetryAfter(HttpAnswer answer, DateTimeOffset now)
    {
        string? value = answer.Header("Retry-After");
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue));

        return Until(Date(value), answer, now);
    }

    public static bool IsTransient(int status) => status is 408 or 429 or 500 or 502 or 503 or 504;

    // Measured from the server's own time, where it says it: this machine's clock can be wrong.
    private static TimeSpan? Until(DateTimeOffset? end, HttpAnswer answer, DateTimeOffset now)
    {
        DateTimeOffset from = Date(answer.Header("Date")) ?? now;
        return end is not { } date ? null : date > from ? date - from : TimeSpan.Zero;
    }

    private static DateTimeOffset? Date(string? value)
    {
        return DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;
    }

    // SAP's own: milliseconds since 1970.
    private static DateTimeOffset? Reset(string? value)
    {
        bool isTime = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds) && milliseconds < 253402300800000;
        return isTime ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    private static bool MaySend(HttpCall call, int sent, bool notProcessed)
    {
        bool allowed = call.Resend == Resend.Always || (call.Resend == Resend.IfNotProcessed && notProcessed);
        return allowed && sent <= call.Network.MaximumRetryCount;
    }

    private static TimeSpan Backoff(HttpCall call, int status, int sent)
    {
        bool overloaded = status is 429 or 500 or 503;
        double first = call.Network.RetryInterval?.TotalMilliseconds ?? (overloaded ? 1000 : 300);
        double wait = first * Math.Pow(overloaded ? 3 : 2, sent - 1);
        return TimeSpan.FromMilliseconds(wait * Jitter());
    }

    // Many runners that fail together must not come back together.
    private static double Jitter() => 0.8 + (0.4 * Random.Shared.NextDouble());
}

using System.Globalization;

namespace TokenModule.Http;

/// <summary>When to send a request again: SAP's advice to clients of XSUAA, with jitter.</summary>
internal static class RetrySchedule
{
    /// <summary>The wait before attempt <paramref name="sent"/> + 1, or null where sending again is not right.</summary>
    public static TimeSpan? ComputeDelayAfterResponse(TransportRequest call, TransportResponse answer, int sent, DateTimeOffset now)
    {
        bool isNotNow = call.IsTemporaryRejection?.Invoke(answer) == true;
        if (!isNotNow && !IsTransient(answer.StatusCode))
            return null;

        TimeSpan? asked = ReadRequestedDelay(answer, now);
        bool notProcessed = isNotNow || answer.StatusCode == 429 || (answer.StatusCode == 503 && asked is not null);
        return MaySend(call, sent, notProcessed) ? asked ?? ComputeBackoff(call, answer.StatusCode, sent) : null;
    }

    /// <summary>As <see cref="ComputeDelayAfterResponse"/>, where no answer came.</summary>
    public static TimeSpan? ComputeDelayAfterFailure(TransportRequest call, Failure failure, int sent)
    {
        bool transient = failure is Failure.NetworkUnreachable or Failure.NetworkBroken;
        return transient && MaySend(call, sent, NetworkFault.IsUndelivered(failure)) ? ComputeBackoff(call, status: 0, sent) : null;
    }

    /// <summary>What <c>Retry-After</c> asks for, or SAP's own header of that kind; null without one that makes sense.</summary>
    public static TimeSpan? ReadRequestedDelay(TransportResponse answer, DateTimeOffset now) => ReadRetryAfter(answer, now) ?? ComputeTimeUntil(ParseResetTimeOrDefault(answer.GetHeaderOrDefault("X-Ratelimit-Reset")), answer, now);

    /// <summary>As seconds or as a date (RFC 9110, 10.2.3).</summary>
    public static TimeSpan? ReadRetryAfter(TransportResponse answer, DateTimeOffset now)
    {
        string? value = answer.GetHeaderOrDefault("Retry-After");
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue));

        return ComputeTimeUntil(ParseDateOrDefault(value), answer, now);
    }

    public static bool IsTransient(int status) => status is 408 or 429 or 500 or 502 or 503 or 504;

    // Measured from the server's own time, where it says it: this machine's clock can be wrong.
    private static TimeSpan? ComputeTimeUntil(DateTimeOffset? end, TransportResponse answer, DateTimeOffset now)
    {
        DateTimeOffset from = ParseDateOrDefault(answer.GetHeaderOrDefault("Date")) ?? now;
        return end is not { } date ? null : date > from ? date - from : TimeSpan.Zero;
    }

    private static DateTimeOffset? ParseDateOrDefault(string? value)
    {
        return DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;
    }

    // SAP's own: milliseconds since 1970.
    private static DateTimeOffset? ParseResetTimeOrDefault(string? value)
    {
        bool isTime = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds) && milliseconds < 253402300800000;
        return isTime ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    private static bool MaySend(TransportRequest call, int sent, bool notProcessed)
    {
        bool allowed = call.Resend == ResendPolicy.Always || (call.Resend == ResendPolicy.IfNotProcessed && notProcessed);
        return allowed && sent <= call.Network.MaximumRetryCount;
    }

    private static TimeSpan ComputeBackoff(TransportRequest call, int status, int sent)
    {
        bool overloaded = status is 429 or 500 or 503;
        double first = call.Network.RetryInterval?.TotalMilliseconds ?? (overloaded ? 1000 : 300);
        double wait = first * Math.Pow(overloaded ? 3 : 2, sent - 1);
        return TimeSpan.FromMilliseconds(wait * CreateJitter());
    }

    // Many runners that fail together must not come back together.
    private static double CreateJitter() => 0.8 + (0.4 * Random.Shared.NextDouble());
}

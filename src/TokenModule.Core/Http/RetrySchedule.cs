using System.Globalization;

namespace TokenModule.Http;

/// <summary>Computes the pauses before retries, as SAP recommends for clients of XSUAA, with random jitter.</summary>
internal static class RetrySchedule
{
    /// <summary>Computes the pause after the given attempt. Null when the request must not be sent again.</summary>
    public static TimeSpan? ComputeDelayAfterResponse(TransportRequest call, TransportResponse response, int attempt, DateTimeOffset now)
    {
        bool isTemporaryRejection = call.IsTemporaryRejection?.Invoke(response) == true;
        if (!isTemporaryRejection && !IsTransient(response.StatusCode))
            return null;

        TimeSpan? requestedDelay = ReadRequestedDelay(response, now);
        bool notProcessed = isTemporaryRejection
            || response.StatusCode == 429
            || (response.StatusCode == 503 && requestedDelay is not null);
        return MaySend(call, attempt, notProcessed) ? requestedDelay ?? ComputeBackoff(call, response.StatusCode, attempt) : null;
    }

    /// <summary>As <see cref="ComputeDelayAfterResponse"/>, for a request without a response.</summary>
    public static TimeSpan? ComputeDelayAfterFailure(TransportRequest call, Failure failure, int attempt)
    {
        bool transient = failure is Failure.NetworkUnreachable or Failure.NetworkBroken;
        return transient && MaySend(call, attempt, NetworkFault.IsUndelivered(failure)) ? ComputeBackoff(call, status: 0, attempt) : null;
    }

    /// <summary>Reads <c>Retry-After</c>, or SAP's header <c>X-Ratelimit-Reset</c>. Null when the response has no valid value.</summary>
    public static TimeSpan? ReadRequestedDelay(TransportResponse response, DateTimeOffset now)
    {
        return ReadRetryAfter(response, now)
            ?? ComputeTimeUntil(ParseResetTimeOrDefault(response.GetHeaderOrDefault("X-Ratelimit-Reset")), response, now);
    }

    /// <summary>Reads <c>Retry-After</c>, which contains seconds or a date (RFC 9110 section 10.2.3).</summary>
    public static TimeSpan? ReadRetryAfter(TransportResponse response, DateTimeOffset now)
    {
        string? value = response.GetHeaderOrDefault("Retry-After");
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue));

        return ComputeTimeUntil(ParseDateOrDefault(value), response, now);
    }

    public static bool IsTransient(int status) => status is 408 or 429 or 500 or 502 or 503 or 504;

    // Measured from the header Date of the server when it is present, because the clock of this computer can be wrong.
    private static TimeSpan? ComputeTimeUntil(DateTimeOffset? end, TransportResponse response, DateTimeOffset now)
    {
        DateTimeOffset from = ParseDateOrDefault(response.GetHeaderOrDefault("Date")) ?? now;
        return end is not { } date ? null : date > from ? date - from : TimeSpan.Zero;
    }

    private static DateTimeOffset? ParseDateOrDefault(string? value)
    {
        bool isDate = DateTimeOffset.TryParseExact(
            value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date);
        return isDate ? date : null;
    }

    // SAP's header contains milliseconds since 1970. The limit is the largest DateTimeOffset.
    private static DateTimeOffset? ParseResetTimeOrDefault(string? value)
    {
        bool isTime = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
            && milliseconds < 253402300800000;
        return isTime ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    private static bool MaySend(TransportRequest call, int attempt, bool notProcessed)
    {
        bool allowed = call.Resend == ResendPolicy.Always || (call.Resend == ResendPolicy.IfNotProcessed && notProcessed);
        return allowed && attempt <= call.Network.MaximumRetryCount;
    }

    private static TimeSpan ComputeBackoff(TransportRequest call, int status, int attempt)
    {
        bool overloaded = status is 429 or 500 or 503;
        double first = call.Network.RetryInterval?.TotalMilliseconds ?? (overloaded ? 1000 : 300);
        double wait = first * Math.Pow(overloaded ? 3 : 2, attempt - 1);
        return TimeSpan.FromMilliseconds(wait * CreateJitter());
    }

    // Clients that fail at the same time must not all retry at the same time.
    private static double CreateJitter() => 0.8 + (0.4 * Random.Shared.NextDouble());
}

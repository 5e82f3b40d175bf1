namespace TokenModule.Http;

/// <summary>No usable answer came: the network, TLS, a deadline, a redirect, or a server that keeps failing.</summary>
public sealed class TransportException : BtpException
{
    internal TransportException(Failure failure, string message, Exception? innerException = null)
        : base(failure, message, innerException)
    {
    }

    /// <summary>How many times the request was sent.</summary>
    public int Attempts { get; internal init; } = 1;

    /// <summary>When the server may be asked again, where it said so.</summary>
    public DateTimeOffset? RetryAt { get; internal init; }

    /// <summary>Whether the same request would fail in the same way again, so that it is not retried.</summary>
    internal bool IsFinal { get; init; }

    internal static TransportException CreateForStatus(TransportRequest call, TransportResponse answer, DateTimeOffset? retryAt)
    {
        bool throttled = answer.StatusCode == 429;
        string attempts = answer.Attempts == 1 ? "1 attempt" : $"{answer.Attempts} attempts";
        string when = retryAt is { } time ? $"; it may be asked again at {time.ToLocalTime():yyyy-MM-dd HH:mm:ss}" : string.Empty;
        string message = throttled
            ? $"{call.DisplayAddress} takes no more requests for now (429, {attempts}){when}. Wait, or send fewer requests."
            : $"{call.DisplayAddress} failed with {answer.Status} ({attempts}){when}. The fault is the server's; try again later.";
        string? correlationId = answer.CorrelationId ?? call.CorrelationId;
        return new TransportException(throttled ? Failure.Throttled : Failure.ServerError, message + TransportRequest.FormatCorrelationId(correlationId))
        {
            StatusCode = answer.StatusCode,
            CorrelationId = correlationId,
            Attempts = answer.Attempts,
            RetryAt = retryAt,
        };
    }
}

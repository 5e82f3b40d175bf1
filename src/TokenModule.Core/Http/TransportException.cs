namespace TokenModule.Http;

/// <summary>No usable response was received: a network or TLS error, a timeout, a redirect, or a server error after all retries.</summary>
public sealed class TransportException : BtpException
{
    internal TransportException(Failure failure, string what, string action, FailedCall? call = null, Exception? innerException = null)
        : base(failure, what, action, call, innerException)
    {
    }

    /// <summary>The number of times that the request was sent.</summary>
    public int Attempts { get; internal init; } = 1;

    /// <summary>The time of the next permitted request, if the server sent one.</summary>
    public DateTimeOffset? RetryAt { get; internal init; }

    /// <summary>Whether the same request would fail in the same way again, so that it is not retried.</summary>
    internal bool IsFinal { get; init; }

    internal static TransportException CreateForStatus(TransportRequest call, TransportResponse response, DateTimeOffset? retryAt)
    {
        bool isThrottled = response.StatusCode == 429;
        string attempts = response.Attempts == 1 ? "1 attempt" : $"{response.Attempts} attempts";
        string next = retryAt is { } time ? $" The next request is permitted at {InvariantText.FormatSecond(time)}." : string.Empty;
        string what = isThrottled
            ? $"{call.DisplayAddress} currently accepts no more requests (429, {attempts}).{next}"
            : $"{call.DisplayAddress} failed with {response.Status} ({attempts}).{next}";
        string action = isThrottled ? "Wait, or send fewer requests."
            : UnknownOutcome.IsPossible(call, response.StatusCode) ? UnknownOutcome.GetAdvice(call)
            : "The problem is on the server. Try again later.";
        return new TransportException(isThrottled ? Failure.Throttled : Failure.ServerError, what, action, new FailedCall(call, response))
        {
            Attempts = response.Attempts,
            RetryAt = retryAt,
        };
    }
}

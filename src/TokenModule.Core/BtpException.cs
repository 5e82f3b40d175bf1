namespace TokenModule;

/// <summary>The base of everything this library throws on purpose. The message holds no secret and may be shown and logged.</summary>
public abstract class BtpException : Exception
{
    private protected BtpException(Failure failure, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
    }

    public Failure Failure { get; }

    /// <summary>The HTTP status of the answer, or null where no answer came.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The server's <c>X-CorrelationID</c>: what SAP support asks for first.</summary>
    public string? CorrelationId { get; internal init; }
}

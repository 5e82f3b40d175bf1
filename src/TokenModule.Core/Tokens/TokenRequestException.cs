namespace TokenModule.Tokens;

/// <summary>The token endpoint refused, or answered with something that is no token.</summary>
public sealed class TokenRequestException : BtpException
{
    internal TokenRequestException(Failure failure, string message, Exception? innerException = null)
        : base(failure, message, innerException)
    {
    }

    internal TokenRequestException(Failure failure, string message, Http.TransportResponse answer, string? error)
        : base(failure, message)
    {
        StatusCode = answer.StatusCode;
        CorrelationId = answer.CorrelationId;
        Error = error;
    }

    /// <summary>The OAuth error code of the answer (RFC 6749, 5.2), such as <c>invalid_scope</c>.</summary>
    public string? Error { get; }
}

using TokenModule.Http;

namespace TokenModule;

/// <summary>The base class of this library's exceptions. Their messages contain no secrets and can be shown and logged.</summary>
public abstract class BtpException : Exception
{
    /// <param name="failure">The kind of failure. Its name is the error id.</param>
    /// <param name="what">What failed, with the facts, as one or two sentences.</param>
    /// <param name="action">The advice for the user, as one or two sentences.</param>
    /// <param name="call">The request and response that failed, or null when no request was sent.</param>
    /// <param name="innerException">The cause, if an exception was the cause.</param>
    private protected BtpException(Failure failure, string what, string action, FailedCall? call, Exception? innerException)
        : base(FormatMessage(what, action, call?.CorrelationId), innerException)
    {
        Failure = failure;
        StatusCode = call?.StatusCode;
        Code = call?.Code;
        CorrelationId = call?.CorrelationId;
    }

    public Failure Failure { get; }

    /// <summary>The HTTP status code of the response, or null when there was no response.</summary>
    public int? StatusCode { get; }

    /// <summary>The error code in the response, such as <c>11006</c> or <c>invalid_grant</c>, or null when the response has none.</summary>
    public virtual string? Code { get; }

    /// <summary>The <c>X-CorrelationID</c> of the call, or null when unknown. SAP support asks for it.</summary>
    public string? CorrelationId { get; }

    private static string FormatMessage(string what, string action, string? correlationId)
    {
        string message = action.Length == 0 ? what : $"{what} {action}";
        return correlationId is null ? message : $"{message} Correlation id: {correlationId}.";
    }
}

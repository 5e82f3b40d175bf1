using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>An API refused a call, or may not be called with this token.</summary>
public sealed class BtpApiException : BtpException
{
    internal BtpApiException(Failure failure, string message, Exception? innerException = null)
        : base(failure, message, innerException)
    {
    }

    internal BtpApiException(Failure failure, string message, TransportResponse answer, SapError? error, string? sentId)
        : base(failure, message)
    {
        StatusCode = answer.StatusCode;
        CorrelationId = error?.CorrelationId ?? answer.CorrelationId ?? sentId;
        Code = error?.Code;
        Target = error?.Target;
    }

    internal static BtpApiException CreateForDamagedJson(BtpApiRequest request, TransportResponse answer)
    {
        string message = $"{request.Method} {TransportRequest.FormatAddress(request.Address)} answered {answer.Status} with JSON that is damaged, and none of it is given on. Try again; look at proxies on the way.";
        return new BtpApiException(Failure.ApiError, message, answer, error: null, request.CorrelationId);
    }

    /// <summary>SAP's own code of the error, such as <c>11006</c> or <c>E93</c>.</summary>
    public string? Code { get; }

    /// <summary>What in the request the error is about, where the service says so.</summary>
    public string? Target { get; }
}

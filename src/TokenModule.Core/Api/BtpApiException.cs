using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>An API rejected a call, or the call could not be sent.</summary>
public sealed class BtpApiException : BtpException
{
    internal BtpApiException(
        Failure failure, string what, string action, FailedCall? call = null, string? target = null, Exception? innerException = null)
        : base(failure, what, action, call, innerException)
    {
        Target = target;
    }

    /// <summary>SAP's error code, such as <c>11006</c> or <c>E93</c>.</summary>
    public override string? Code => base.Code;

    /// <summary>The part of the request that caused the error, if the service names it.</summary>
    public string? Target { get; }

    internal static BtpApiException CreateForDamagedJson(BtpApiRequest request, TransportResponse response)
    {
        return new BtpApiException(
            Failure.ApiError,
            $"The response of {request.Method} {TransportRequest.FormatAddress(request.Address)} ({response.Status}) is not valid JSON, "
                + "so it has no output.",
            "Try again. If this happens again, check the proxies between this computer and the server.",
            new FailedCall(request.CorrelationId, response));
    }
}

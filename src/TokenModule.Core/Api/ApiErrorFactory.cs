using TokenModule.Api.Operations;
using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>Creates the exception for an error response of an API, with SAP's code, message and correlation id.</summary>
internal static class ApiErrorFactory
{
    public static BtpException CreateException(TransportRequest call, TransportResponse answer, OAuthToken token)
    {
        SapError? error = SapError.ParseOrDefault(answer, token.Value);
        bool isServerFailure = RetrySchedule.IsTransient(answer.StatusCode) || answer.StatusCode >= 500;
        if (error is null && isServerFailure && !MayMeanNotFound(call, answer.StatusCode))
            return TransportException.CreateForStatus(call, answer, retryAt: null);

        (Failure failure, string action) = ClassifyStatus(call, answer.StatusCode, token);
        string code = error?.Code is { } value ? $", code {value}" : string.Empty;
        string reason = ReadReason(answer, error, token).TrimEnd('.');
        FailedCall failed = new(call, answer) { Code = error?.Code };
        return new BtpApiException(
            failure,
            $"{call.Method} {call.DisplayAddress} returned {answer.Status}{code}{(reason.Length == 0 ? "" : $": {reason}")}.",
            action,
            error?.CorrelationId is null ? failed : failed with { CorrelationId = error.CorrelationId },
            error?.Target);
    }

    private static string ReadReason(TransportResponse answer, SapError? error, OAuthToken token)
    {
        string text = error is null && answer.MediaType == "text/plain"
            ? ServerText.Clean(ResponseDecoder.Decode(answer), token.Value)
            : error?.Message ?? string.Empty;
        return text.Length > 0 ? text : ReadChallengeDescription(answer, token);
    }

    private static (Failure Failure, string Action) ClassifyStatus(TransportRequest call, int status, OAuthToken token) => status switch
    {
        401 => (Failure.ApiUnauthorized, "The API also rejected a new token. Check that the key belongs to this service."),
        403 => (Failure.ApiForbidden, ScopeAdvice.DescribeScopes(call.Method, call.Address, token)),
        404 => (Failure.ApiNotFound, "Check the path and the ids in it, and that -Endpoint names the right service."),
        429 when MayMeanNotFound(call, status) =>
            (Failure.Throttled, "Wait, or send fewer requests. This service also returns 429 for unknown ids, so check the ids in the path."),
        429 => (Failure.Throttled, "Wait, or send fewer requests."),
        408 or >= 500 => (Failure.ServerError, "The problem is on the server. Try again later."),
        _ => (Failure.ApiError, "Check the path, the query and the body against the documentation of the service."),
    };

    private static bool MayMeanNotFound(TransportRequest call, int status)
    {
        return status == 429 && call.Address.AbsolutePath.StartsWith("/saas-manager/", StringComparison.Ordinal);
    }

    // If the body is empty, the reason can be in WWW-Authenticate (RFC 6750 section 3).
    private static string ReadChallengeDescription(TransportResponse answer, OAuthToken token)
    {
        const string Description = "error_description=\"";
        string challenge = answer.GetHeaderOrDefault("WWW-Authenticate") ?? string.Empty;
        int start = challenge.IndexOf(Description, StringComparison.Ordinal);
        return start < 0 ? string.Empty : ServerText.Clean(challenge.Substring(start + Description.Length).Split('"')[0], token.Value);
    }
}

using TokenModule.Api.Operations;
using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>Puts an API's refusal into words: what failed, where, SAP's code and correlation id, and what to try.</summary>
internal static class ApiErrorFactory
{
    public static BtpException CreateException(TransportRequest call, TransportResponse answer, OAuthToken token)
    {
        SapError? error = SapError.ParseOrDefault(answer, token.Value);
        bool isTheServers = RetrySchedule.IsTransient(answer.StatusCode) || answer.StatusCode >= 500;
        if (error is null && isTheServers && !MayMeanNotFound(call, answer.StatusCode))
            return TransportException.CreateForStatus(call, answer, retryAt: null);

        (Failure failure, string advice) = ClassifyStatus(call, answer.StatusCode, token);
        string code = error?.Code is { } c ? $", code {c}" : string.Empty;
        string text = error is null && answer.MediaType == "text/plain" ? ServerText.Clean(ResponseDecoder.Decode(answer), token.Value) : error?.Message ?? string.Empty;
        string said = text.Length > 0 ? text : ReadChallengeDescription(answer, token);
        string correlation = TransportRequest.FormatCorrelationId(error?.CorrelationId ?? answer.CorrelationId ?? call.CorrelationId);
        string message = $"{call.Method} {call.DisplayAddress} answered {answer.Status}{code}{(said.Length == 0 ? "" : $": {said.TrimEnd('.')}")}. {advice}{correlation}";
        return new BtpApiException(failure, message, answer, error, call.CorrelationId);
    }

    private static (Failure Failure, string Advice) ClassifyStatus(TransportRequest call, int status, OAuthToken token) => status switch
    {
        401 => (Failure.ApiUnauthorized, "The token was refused, a new one too; check that the key belongs to this service."),
        403 => (Failure.ApiForbidden, ScopeAdvice.DescribeScopes(call.Method, call.Address, token)),
        404 => (Failure.ApiNotFound, "Check the path and the ids in it, and that -Endpoint is the service that has it."),
        429 when MayMeanNotFound(call, status) => (Failure.Throttled, "Wait, or send fewer requests; this service also says so of what it does not find, so check the ids in the path too."),
        429 => (Failure.Throttled, "Wait, or send fewer requests."),
        408 or >= 500 => (Failure.ServerError, "The fault is the server's; try again later."),
        _ => (Failure.ApiError, "Check the path, the query and the body against the service's documentation."),
    };

    private static bool MayMeanNotFound(TransportRequest call, int status) => status == 429 && call.Address.AbsolutePath.StartsWith("/saas-manager/", StringComparison.Ordinal);

    // Where the body is empty, the reason is in WWW-Authenticate (RFC 6750, 3).
    private static string ReadChallengeDescription(TransportResponse answer, OAuthToken token)
    {
        const string Description = "error_description=\"";
        string challenge = answer.GetHeaderOrDefault("WWW-Authenticate") ?? string.Empty;
        int start = challenge.IndexOf(Description, StringComparison.Ordinal);
        return start < 0 ? string.Empty : ServerText.Clean(challenge.Substring(start + Description.Length).Split('"')[0], token.Value);
    }
}

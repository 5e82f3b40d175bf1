using System.Globalization;
using TokenModule.Api.Operations;
using TokenModule.Http;

namespace TokenModule.Api;

/// <summary>Creates the exception for an error response of an API, with SAP's code, message and correlation id.</summary>
internal static class ApiErrorFactory
{
    private const int LargeToken = 4096;

    public static BtpException CreateException(
        TransportRequest call, TransportResponse response, OAuthToken token, Func<Secret, TokenClaims?> readClaims)
    {
        SapError? error = SapError.ParseOrDefault(response, token.Value);
        bool isServerFailure = RetrySchedule.IsTransient(response.StatusCode) || response.StatusCode >= 500;
        if (error is null && isServerFailure && !MayMeanNotFound(call, response.StatusCode))
            return TransportException.CreateForStatus(call, response, retryAt: null);

        (Failure failure, string action) = IsTokenTooLarge(response, error, token)
            ? (Failure.ApiError, DescribeLargeToken(token))
            : ClassifyStatus(call, response.StatusCode, token, readClaims);
        string code = error?.Code is { } value ? $", code {value}" : string.Empty;
        string reason = ReadReason(response, error, token).TrimEnd('.');
        FailedCall failed = new(call, response) { Code = error?.Code };
        return new BtpApiException(
            failure,
            $"{call.Method} {call.DisplayAddress} returned {response.Status}{code}{(reason.Length == 0 ? "" : $": {reason}")}.",
            action,
            error?.CorrelationId is null ? failed : failed with { CorrelationId = error.CorrelationId },
            error?.Target);
    }

    private static string ReadReason(TransportResponse response, SapError? error, OAuthToken token)
    {
        string text = error is null && response.MediaType == "text/plain"
            ? ServerText.Clean(ResponseDecoder.Decode(response), token.Value)
            : error?.Message ?? string.Empty;
        return text.Length > 0 ? text : ReadChallengeDescription(response, token);
    }

    private static (Failure Failure, string Action) ClassifyStatus(
        TransportRequest call, int status, OAuthToken token, Func<Secret, TokenClaims?> readClaims) => status switch
    {
        401 => (
            Failure.ApiUnauthorized,
            $"{call.Address.Host} also rejected a new token{DescribeToken(readClaims(token.Value))}. "
                + "Check that the key belongs to this service."),
        403 => (Failure.ApiForbidden, ScopeAdvice.DescribeScopes(call.Method, call.Address, token)),
        404 => (Failure.ApiNotFound, DescribeUnknownPath(call.Address)),
        429 when MayMeanNotFound(call, status) =>
            (Failure.Throttled, "Wait, or send fewer requests. This service also returns 429 for unknown ids. Check the ids in the path."),
        429 => (Failure.Throttled, "Wait, or send fewer requests."),
        409 when call.IsChange => (
            Failure.ApiError,
            "An earlier attempt of this change may be the cause, for example an attempt whose outcome was unknown. "
                + "Read the current state before you send the change again."),
        >= 500 when UnknownOutcome.IsPossible(call, status) => (Failure.ServerError, UnknownOutcome.GetAdvice(call)),
        408 or >= 500 => (Failure.ServerError, "The problem is on the server. Try again later."),
        _ => (Failure.ApiError, "Check the path, the query and the body against the documentation of the service."),
    };

    private static string DescribeUnknownPath(Uri address)
    {
        const string advice = "Check the path and the ids in it, and that -Endpoint names the right service.";
        return OperationCatalog.FindNamedOrDefault(address.AbsolutePath) is not { OperationId: string id } ? advice
            : address.AbsolutePath.EndsWith($"/{id}", StringComparison.OrdinalIgnoreCase)
                ? $"'{id}' is an operation, not a path. Pass it with -Operation {id}."
                : $"{advice} Did you mean the operation '{id}'? Pass it with -Operation {id}.";
    }

    private static string DescribeToken(TokenClaims? claims)
    {
        if (claims?.Issuer is null)
            return string.Empty;

        string audience = claims.Audience.Length == 0 ? "no audience" : $"the audience {NameList.Join(claims.Audience)}";
        return ServerText.Clean($" of the issuer {claims.Issuer} for {audience}").Insert(0, " ");
    }

    // Servers limit the size of the headers, usually to 8 KiB. Some answer with 400 and no reason (SAP/cloud-sdk-java issue 816).
    private static bool IsTokenTooLarge(TransportResponse response, SapError? error, OAuthToken token)
    {
        bool isUnexplained = response.StatusCode == 400 && error is null && response.MediaType is (null or "text/html");
        return response.StatusCode == 431 || (isUnexplained && token.Value.Length > LargeToken);
    }

    private static string DescribeLargeToken(OAuthToken token)
    {
        string length = token.Value.Length.ToString("#,0", CultureInfo.InvariantCulture);
        return $"The token has {length} characters, which is probably more than the service accepts in its headers. "
            + "Request fewer scopes with -Scope, assign fewer role collections to the user, or configure the client for opaque tokens.";
    }

    private static bool MayMeanNotFound(TransportRequest call, int status)
    {
        return status == 429 && call.Address.AbsolutePath.StartsWith("/saas-manager/", StringComparison.Ordinal);
    }

    // If the body is empty, the reason can be in WWW-Authenticate (RFC 6750 section 3).
    private static string ReadChallengeDescription(TransportResponse response, OAuthToken token)
    {
        const string Description = "error_description=\"";
        string challenge = response.GetHeaderOrDefault("WWW-Authenticate") ?? string.Empty;
        int start = challenge.IndexOf(Description, StringComparison.Ordinal);
        return start < 0 ? string.Empty : ServerText.Clean(challenge.Substring(start + Description.Length).Split('"')[0], token.Value);
    }
}

using System.Runtime.CompilerServices;
using TokenModule.Api.Operations;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Api;

/// <summary>Calls APIs with tokens from a source. When an API rejects a token, the call is sent once more with a new token.</summary>
internal sealed class BtpApiClient(ITokenSource tokens, HttpTransport transport)
{
    private const int MaximumResponseLength = 256 * 1024 * 1024;

    // The pages and polls that follow a call start with its token. Without this table, each of them would send a rejected token again.
    private readonly ConditionalWeakTable<OAuthToken, object> rejectedTokens = new();

    /// <exception cref="BtpApiException">The API rejected the call.</exception>
    /// <exception cref="TransportException">There was no usable response.</exception>
    /// <exception cref="TokenRequestException">No token could be obtained.</exception>
    public async ValueTask<TransportResponse> SendAsync(BtpApiRequest request, CancellationToken cancellationToken)
    {
        OAuthToken token = request.Token is { IsExpired: false } current && !rejectedTokens.TryGetValue(current, out _)
            ? current
            : await tokens.GetTokenAsync(request.TokenRequest, cancellationToken).ConfigureAwait(false);
        if (!request.AcceptsErrorResponse)
            ScopeAdvice.RequireScopes(request, token);
        TransportRequest call = CreateRequest(request, token);
        TransportResponse response = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == 401)
        {
            TokenRequest renewal = request.TokenRequest with { Rejected = token };
            OAuthToken renewed = await tokens.GetTokenAsync(renewal, cancellationToken).ConfigureAwait(false);
            rejectedTokens.GetValue(token, _ => rejectedTokens);
            token = renewed;
            response = await transport.SendAsync(call with { Bearer = token.Value }, cancellationToken).ConfigureAwait(false);
        }

        bool isAccepted = response.IsSuccess || request.AcceptsResponse?.Invoke(response) == true;
        return isAccepted ? response : throw ApiErrorFactory.CreateException(call, response, token);
    }

    private static TransportRequest CreateRequest(BtpApiRequest request, OAuthToken token) => new(request.Method, request.Address)
    {
        Headers = request.Headers,
        Bearer = token.Value,
        Content = request.Body is null ? null : request.Body.CreateContent,
        ResponseTarget = request.ResponseTarget,
        IsTransfer = request.ResponseTarget is not null || request.Body?.IsStreamed == true,
        IsTemporaryRejection = response => SapError.IsLocked(response),
        CorrelationId = request.CorrelationId,
        Resend = request.IsIdempotent ? ResendPolicy.Always : ResendPolicy.IfNotProcessed,
        MaximumResponseLength = MaximumResponseLength,
        UnusableResponseFailure = Failure.ApiError,
        Network = request.Network,
    };
}

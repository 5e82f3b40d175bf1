using System.Runtime.CompilerServices;
using TokenModule.Api.Operations;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Api;

/// <summary>Calls APIs with tokens from a source; a token that is refused is renewed once and the call sent once more.</summary>
internal sealed class BtpApiClient(ITokenSource tokens, HttpTransport transport)
{
    private const int MaximumResponseLength = 256 * 1024 * 1024;

    // The pages and looks that follow a call begin with its token, and would have it refused each time.
    private readonly ConditionalWeakTable<OAuthToken, object> rejectedTokens = new();

    /// <exception cref="BtpApiException">The API refused the call.</exception>
    /// <exception cref="TransportException">No usable answer came.</exception>
    /// <exception cref="TokenRequestException">There is no token for it.</exception>
    public async ValueTask<TransportResponse> SendAsync(BtpApiRequest request, CancellationToken cancellationToken)
    {
        OAuthToken token = request.Token is { IsExpired: false } given && !rejectedTokens.TryGetValue(given, out _) ? given : await tokens.GetTokenAsync(request.TokenRequest, cancellationToken).ConfigureAwait(false);
        if (!request.AcceptsErrorResponse)
            ScopeAdvice.RequireScopes(request, token);
        TransportRequest call = CreateRequest(request, token);
        TransportResponse answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == 401)
        {
            OAuthToken renewed = await tokens.GetTokenAsync(request.TokenRequest with { Rejected = token }, cancellationToken).ConfigureAwait(false);
            rejectedTokens.GetValue(token, _ => rejectedTokens);
            token = renewed;
            answer = await transport.SendAsync(call with { Bearer = token.Value }, cancellationToken).ConfigureAwait(false);
        }

        return answer.IsSuccess || request.AcceptsResponse?.Invoke(answer) == true ? answer : throw ApiErrorFactory.CreateException(call, answer, token);
    }

    private static TransportRequest CreateRequest(BtpApiRequest request, OAuthToken token) => new(request.Method, request.Address)
    {
        Headers = request.Headers,
        Bearer = token.Value,
        Content = request.Body is null ? null : request.Body.CreateContent,
        ResponseTarget = request.ResponseTarget,
        IsTransfer = request.ResponseTarget is not null || request.Body?.IsStreamed == true,
        IsTemporaryRejection = answer => SapError.IsLocked(answer),
        CorrelationId = request.CorrelationId,
        Resend = request.IsIdempotent ? ResendPolicy.Always : ResendPolicy.IfNotProcessed,
        MaximumResponseLength = MaximumResponseLength,
        UnusableResponseFailure = Failure.ApiError,
        Network = request.Network,
    };
}

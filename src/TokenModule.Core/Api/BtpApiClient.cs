using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Api;

/// <summary>Calls APIs with tokens from a source. When an API rejects a token, the call is sent once more with a new token.</summary>
internal sealed class BtpApiClient(ITokenSource tokens, HttpTransport transport)
{
    private const int MaximumResponseLength = 256 * 1024 * 1024;

    // The pages and polls that follow a call start with its token. Without this table, each of them would send a rejected token again.
    private readonly ConditionalWeakTable<OAuthToken, object> rejectedTokens = new();

    // The origins that rejected a token which had just been requested for them. Another new token would not help there.
    private readonly ConditionalWeakTable<OAuthToken, ConcurrentDictionary<string, bool>> refusals = new();

    /// <summary>Reads the claims of a token for messages. Returns null for an opaque token.</summary>
    public Func<Secret, TokenClaims?> ReadClaims { get; init; } = _ => null;

    /// <exception cref="BtpApiException">The API rejected the call.</exception>
    /// <exception cref="TransportException">There was no usable response.</exception>
    /// <exception cref="TokenRequestException">No token could be obtained.</exception>
    public async ValueTask<TransportResponse> SendAsync(BtpApiRequest request, CancellationToken cancellationToken)
    {
        OAuthToken token = request.Token is { IsExpired: false } current && !rejectedTokens.TryGetValue(current, out _)
            ? current
            : await tokens.GetTokenAsync(request.TokenRequest, cancellationToken).ConfigureAwait(false);
        TransportRequest call = CreateRequest(request, token);
        TransportResponse response = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        string origin = request.Address.GetLeftPart(UriPartial.Authority);
        if (response.StatusCode == 401 && !IsRefused(token, origin))
        {
            TokenRequest renewal = request.TokenRequest with { Rejected = token };
            OAuthToken renewed = await tokens.GetTokenAsync(renewal, cancellationToken).ConfigureAwait(false);
            rejectedTokens.GetValue(token, _ => rejectedTokens);
            token = renewed;
            response = await transport.SendAsync(call with { Bearer = token.Value }, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == 401)
                refusals.GetValue(token, _ => new())[origin] = true;
        }

        bool isAccepted = response.IsSuccess || request.AcceptsResponse?.Invoke(response) == true;
        return isAccepted ? response : throw ApiErrorFactory.CreateException(call, response, token, ReadClaims);
    }

    private bool IsRefused(OAuthToken token, string origin)
    {
        return refusals.TryGetValue(token, out ConcurrentDictionary<string, bool>? origins) && origins.ContainsKey(origin);
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
        IsChange = !request.IsIdempotent,
        AbortToken = request.AbortToken,
        Resend = request.IsIdempotent ? ResendPolicy.Always : ResendPolicy.IfNotProcessed,
        MaximumResponseLength = MaximumResponseLength,
        UnusableResponseFailure = Failure.ApiError,
        Network = request.Network,
    };
}

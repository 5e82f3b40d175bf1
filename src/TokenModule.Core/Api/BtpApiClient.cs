using System.Runtime.CompilerServices;
using TokenModule.Api.Operations;
using TokenModule.Http;
using TokenModule.Tokens;

namespace TokenModule.Api;

/// <summary>Calls APIs with tokens from a source; a token that is refused is renewed once and the call sent once more.</summary>
internal sealed class BtpApiClient
{
    private const int AnswerLimit = 256 * 1024 * 1024;

    private readonly ITokenSource tokens;
    private readonly HttpTransport transport;

    // The pages and looks that follow a call begin with its token, and would have it refused each time.
    private readonly ConditionalWeakTable<OAuthToken, object> refused = new();

    public BtpApiClient(ITokenSource tokens, HttpTransport transport)
    {
        this.tokens = tokens;
        this.transport = transport;
    }

    /// <exception cref="BtpApiException">The API refused the call.</exception>
    /// <exception cref="TransportException">No usable answer came.</exception>
    /// <exception cref="TokenRequestException">There is no token for it.</exception>
    public async ValueTask<HttpAnswer> SendAsync(BtpApiRequest request, CancellationToken cancellationToken)
    {
        OAuthToken token = request.Token is { IsExpired: false } given && !refused.TryGetValue(given, out _) ? given : await tokens.GetTokenAsync(request.TokenRequest, cancellationToken).ConfigureAwait(false);
        if (!request.AcceptsRefusal)
            ScopeAdvice.RequireScopes(request, token);
        HttpCall call = Call(request, token);
        HttpAnswer answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == 401)
        {
            OAuthToken renewed = await tokens.GetTokenAsync(request.TokenRequest with { Rejected = token }, cancellationToken).ConfigureAwait(false);
            refused.GetValue(token, _ => refused);
            token = renewed;
            answer = await transport.SendAsync(call with { Bearer = token.Value }, cancellationToken).ConfigureAwait(false);
        }

        return answer.IsSuccess || request.Accepts?.Invoke(answer) == true ? answer : throw ApiRefusal.Describe(call, answer, token);
    }

    private static HttpCall Call(BtpApiRequest request, OAuthToken token) => new(request.Method, request.Address)
    {
        Headers = request.Headers,
        Bearer = token.Value,
        Content = request.Body is null ? null : request.Body.Open,
        Sink = request.Sink,
        IsTransfer = request.Sink is not null || request.Body?.IsStreamed == true,
        IsNotNow = answer => SapError.IsLocked(answer),
        CorrelationId = request.CorrelationId,
        Resend = request.IsIdempotent ? Resend.Always : Resend.IfNotProcessed,
        AnswerLimit = AnswerLimit,
        Unusable = Failure.ApiError,
        Network = request.Network,
    };
}

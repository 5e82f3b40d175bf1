using TokenModule.Http;

namespace TokenModule.Tokens;

/// <summary>Asks a token endpoint (RFC 6749, 3.2).</summary>
internal sealed class TokenClient : ITokenSource
{
    private static readonly KeyValuePair<string, string>[] Headers = [new("Accept", "application/json")];

    private readonly HttpTransport transport;
    private readonly TimeProvider clock;

    public TokenClient(HttpTransport transport, TimeProvider clock)
    {
        this.transport = transport;
        this.clock = clock;
    }

    public async ValueTask<OAuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        HttpCall call = new(HttpMethod.Post, request.Key.TokenUrl)
        {
            Headers = Headers,
            Content = () => TokenParameters.Body(request),
            Resend = ResendOf(request),
            Network = request.Network,
        };

        // The life of a token counts from before it was asked for, so that it never seems longer than it is.
        TokenClock.Reading asked = TokenClock.Read(clock);
        HttpAnswer answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? Token(request, call, answer, asked) : throw TokenRefusal.Describe(request, call, answer);
    }

    // A password sent again and again locks the account, and a one-time code is good once.
    private static Resend ResendOf(TokenRequest request)
    {
        return request.OneTimeCode is not null ? Resend.Never
            : request.SentGrant == GrantType.ClientCredentials ? Resend.Always
            : Resend.IfNotProcessed;
    }

    private OAuthToken Token(TokenRequest request, HttpCall call, HttpAnswer answer, TokenClock.Reading asked)
    {
        try
        {
            return new OAuthToken(request, TokenAnswer.Parse(answer.Body), asked, clock);
        }
        catch (FormatException e)
        {
            throw TokenRefusal.NoToken(request, call, answer, e.Message);
        }
    }
}

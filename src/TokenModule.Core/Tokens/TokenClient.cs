using TokenModule.Http;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.Tokens;

/// <summary>Asks a token endpoint (RFC 6749, 3.2).</summary>
internal sealed class TokenClient : ITokenSource
{
    private readonly HttpTransport transport;
    private readonly TimeProvider clock;
    private readonly Func<Secret, string?> userNameOf;

    /// <param name="transport">What carries the requests.</param>
    /// <param name="clock">The time that tokens are measured by.</param>
    /// <param name="userNameOf">Reads a token's user out of it, where the grant does not tell; null where the token does not either.</param>
    public TokenClient(HttpTransport transport, TimeProvider clock, Func<Secret, string?> userNameOf)
    {
        this.transport = transport;
        this.clock = clock;
        this.userNameOf = userNameOf;
    }

    public async ValueTask<OAuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        using CertificateChain? certificate = CertificateOf(request.Key)?.Load();
        HttpCall call = new(HttpMethod.Post, request.TokenUrl)
        {
            Headers = TokenParameters.Headers(request),
            Content = () => TokenParameters.Body(request),
            Certificate = certificate,
            Resend = request.Offer!.Resend,
            Unusable = Failure.TokenResponseInvalid,
            Network = request.Network,
        };

        // The life of a token counts from before it was asked for, so that it never seems longer than it is.
        TokenClock.Reading asked = TokenClock.Read(clock);
        HttpAnswer answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? Token(request, call, answer, asked) : throw TokenRefusal.Describe(request, call, answer);
    }

    private ClientCertificate? CertificateOf(ServiceKey key)
    {
        if (key.Credential is not ClientCertificate certificate)
            return null;

        DateTimeOffset now = clock.GetUtcNow();
        if (certificate.ExpiresAt <= now)
            throw new TokenRequestException(Failure.CertificateExpired, $"The client certificate of '{key.Name}' ended at {certificate.ExpiresAt.ToLocalTime():yyyy-MM-dd HH:mm}, so nothing was sent. Create a new service key or binding and import that; if the date is wrong, set this machine's clock.");
        return certificate.ValidFrom <= now ? certificate : throw new TokenRequestException(Failure.CertificateInvalid, $"The client certificate of '{key.Name}' is not valid before {certificate.ValidFrom.ToLocalTime():yyyy-MM-dd HH:mm}, so nothing was sent. Check this machine's clock.");
    }

    private OAuthToken Token(TokenRequest request, HttpCall call, HttpAnswer answer, TokenClock.Reading asked)
    {
        try
        {
            TokenAnswer token = TokenAnswer.Parse(answer.Body);
            bool hasUser = request.GrantType != GrantType.ClientCredentials;
            return new OAuthToken(request.Remembered(request.UserName ?? (hasUser ? userNameOf(token.AccessToken) : null)), token, asked, clock);
        }
        catch (FormatException e)
        {
            throw TokenRefusal.NoToken(request, call, answer, e.Message);
        }
    }
}

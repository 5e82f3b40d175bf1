using TokenModule.Http;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.Tokens;

/// <summary>Asks a token endpoint (RFC 6749, 3.2).</summary>
/// <param name="transport">What carries the requests.</param>
/// <param name="clock">The time that tokens are measured by.</param>
/// <param name="readClaims">Reads a token, for what neither the grant nor the answer tells; null where it cannot be read.</param>
internal sealed class TokenClient(HttpTransport transport, TimeProvider clock, Func<Secret, TokenClaims?> readClaims) : ITokenSource
{
    public async ValueTask<OAuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        using CertificateChain? certificate = GetCertificateOrDefault(request.Key)?.Load();
        TransportRequest call = new(HttpMethod.Post, request.TokenUrl)
        {
            Headers = TokenParameters.CreateHeaders(request),
            Content = () => TokenParameters.CreateBody(request),
            Certificate = certificate,
            Resend = request.Grant!.Resend,
            UnusableResponseFailure = Failure.TokenResponseInvalid,
            Network = request.Network,
        };

        // The life of a token counts from before it was asked for, so that it never seems longer than it is.
        TokenClock.Reading asked = TokenClock.ReadTime(clock);
        TransportResponse answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? CreateToken(request, call, answer, asked) : throw TokenErrorFactory.CreateRejection(request, call, answer);
    }

    private ClientCertificate? GetCertificateOrDefault(ServiceKey key)
    {
        if (key.Credential is not ClientCertificate certificate)
            return null;

        DateTimeOffset now = clock.GetUtcNow();
        if (certificate.ExpiresAt <= now)
        {
            throw new TokenRequestException(
                Failure.CertificateExpired,
                $"The client certificate of '{key.Name}' expired at {certificate.ExpiresAt.ToLocalTime():yyyy-MM-dd HH:mm}. The request was not sent.",
                "Create a new service key or binding and import it. If the date is wrong, set the clock of this computer.");
        }

        if (certificate.ValidFrom > now)
        {
            throw new TokenRequestException(
                Failure.CertificateInvalid,
                $"The client certificate of '{key.Name}' is not valid before {certificate.ValidFrom.ToLocalTime():yyyy-MM-dd HH:mm}. The request was not sent.",
                "Check the clock of this computer.");
        }

        return certificate;
    }

    private OAuthToken CreateToken(TokenRequest request, TransportRequest call, TransportResponse answer, TokenClock.Reading asked)
    {
        try
        {
            TokenResponse token = TokenResponse.Parse(answer.Body);
            // A server may omit the scope if it grants the requested one (RFC 6749, 5.1).
            IReadOnlyList<string> scopes = token.Scopes ?? request.Scopes;
            bool isUserUnknown = request.UserName is null && request.GrantType != GrantType.ClientCredentials;
            TokenClaims? claims = isUserUnknown || scopes.Count == 0 ? readClaims(token.AccessToken) : null;
            string? user = request.UserName ?? (isUserUnknown ? claims?.UserName : null);
            TokenResponse granted = token with { Scopes = scopes.Count > 0 ? scopes : claims?.Scopes ?? [] };
            return new OAuthToken(request.ToRenewalRequest(user), granted, asked, clock);
        }
        catch (FormatException e)
        {
            throw TokenErrorFactory.CreateMissingTokenError(request, call, answer, e.Message);
        }
    }
}

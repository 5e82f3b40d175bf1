using TokenModule.Http;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Credentials.Assertions;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens;

/// <summary>Requests tokens from a token endpoint (RFC 6749 section 3.2).</summary>
/// <param name="transport">Sends the requests.</param>
/// <param name="clock">Measures the lifetime of the tokens.</param>
/// <param name="readClaims">
/// Reads the claims of a token, for a user name or scopes that the request and the response do not contain. Returns null for an opaque
/// token.
/// </param>
internal sealed class TokenClient(HttpTransport transport, TimeProvider clock, Func<Secret, TokenClaims?> readClaims) : ITokenSource
{
    private readonly PasscodeClient passcodes = new(transport);

    /// <summary>Receives each assertion and passcode before it is sent, so that logs can mask it.</summary>
    public Action<ServiceKey, Secret>? SecretIssued { get; init; }

    public async ValueTask<OAuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        request.Key.RequireCredential();
        using CertificateChain? certificate = GetCertificateOrDefault(request.Key)?.Load();
        TokenRequest attempt = request;
        bool isPrepared = request.Key.Credential is ClientAssertion || request.Grant is UserCertificateGrant;
        TransportRequest call = new(HttpMethod.Post, request.TokenUrl)
        {
            Headers = TokenParameters.CreateHeaders(request),
            PrepareAsync = isPrepared ? PrepareAsync : null,
            Content = () => TokenParameters.CreateBody(attempt),
            Certificate = certificate,
            Resend = request.Grant!.Resend,
            UnusableResponseFailure = Failure.TokenResponseInvalid,
            Network = request.Network,
        };

        // The lifetime is counted from before the request, so that it is never overestimated.
        TokenClock.Reading requestedAt = TokenClock.ReadTime(clock);
        TransportResponse response = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccess)
            throw TokenErrorFactory.CreateRejection(attempt, call, response, DescribeSentTokens(attempt));
        return CreateToken(attempt, call, response, requestedAt);

        async Task PrepareAsync(CancellationToken attemptEnd)
        {
            requestedAt = TokenClock.ReadTime(clock);
            attempt = request with
            {
                ClientAssertion = await CreateAssertionOrDefaultAsync(request, attemptEnd).ConfigureAwait(false),
                Grant = request.Grant is UserCertificateGrant grant
                    ? await CreatePasscodeGrantAsync(request, grant, attemptEnd).ConfigureAwait(false)
                    : request.Grant,
            };
        }
    }

    private async Task<PasswordGrant> CreatePasscodeGrantAsync(
        TokenRequest request, UserCertificateGrant grant, CancellationToken cancellationToken)
    {
        Secret passcode = await passcodes.GetPasscodeAsync(grant, request.Network, cancellationToken).ConfigureAwait(false);
        SecretIssued?.Invoke(request.Key, passcode);
        return new PasswordGrant(grant.UserName, passcode, oneTimeCode: null);
    }

    private async Task<Secret?> CreateAssertionOrDefaultAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if (request.Key.Credential is not ClientAssertion credential)
            return null;

        string audience = credential.GetAudience(request.TokenUrl);
        AssertionRequest assertionRequest = new(request.Key.ClientId, audience, transport, request.Network, clock);
        Secret assertion = await credential.Source.CreateAssertionAsync(assertionRequest, cancellationToken).ConfigureAwait(false);
        SecretIssued?.Invoke(request.Key, assertion);
        return assertion;
    }

    // The claims identify the job or the client at the server. They are what the administrator of the tenant compares.
    private string DescribeSentTokens(TokenRequest request)
    {
        return DescribeAssertion(request) + DescribeOtherTenant(request);
    }

    private string DescribeAssertion(TokenRequest request)
    {
        if (request.ClientAssertion is not { } assertion)
            return string.Empty;

        return readClaims(assertion) is { } claims
            ? $" The client assertion has {AssertionClaims.Describe(claims)}."
            : $" The client assertion from {((ClientAssertion)request.Key.Credential).Source.Name} is not a JWT. Check its source.";
    }

    // A token of a user is accepted only by the tenant of the user.
    private string DescribeOtherTenant(TokenRequest request)
    {
        bool isSelected = request.ZoneId is not null || request.Subdomain is not null;
        if (isSelected || request.Grant is not JwtBearerGrant grant || readClaims(grant.Assertion)?.ZoneId is not { } zone)
            return string.Empty;

        return request.Key.TenantId is { } own && own != zone
            ? $" The assertion is a token of the tenant '{ServerText.Clean(zone)}', and the key belongs to the tenant '{own}'. "
                + $"Select the tenant of the user with -ZoneId {ServerText.Clean(zone)} or -Subdomain."
            : string.Empty;
    }

    private ClientCertificate? GetCertificateOrDefault(ServiceKey key)
    {
        if (key.Credential is not ClientCertificate certificate)
            return null;

        DateTimeOffset now = clock.GetUtcNow();
        if (certificate.ExpiresAt <= now)
        {
            string expiry = InvariantText.FormatMinute(certificate.ExpiresAt);
            throw new TokenRequestException(
                Failure.CertificateExpired,
                $"The client certificate of '{key.Name}' expired at {expiry}. The request was not sent.",
                "Create a new service key or binding and import it. If the date is wrong, set the clock of this computer.");
        }

        if (certificate.ValidFrom > now)
        {
            string start = InvariantText.FormatMinute(certificate.ValidFrom);
            throw new TokenRequestException(
                Failure.CertificateInvalid,
                $"The client certificate of '{key.Name}' is not valid before {start}. The request was not sent.",
                "Check the clock of this computer.");
        }

        return certificate;
    }

    private OAuthToken CreateToken(
        TokenRequest request, TransportRequest call, TransportResponse response, TokenClock.Reading requestedAt)
    {
        try
        {
            TokenResponse token = TokenResponse.Parse(response.Body);
            // A server may omit the scope if it grants the requested one (RFC 6749 section 5.1).
            IReadOnlyList<string> scopes = token.Scopes ?? request.Scopes;
            bool isUserUnknown = request.UserName is null && request.GrantType != GrantType.ClientCredentials;
            TokenClaims? claims = isUserUnknown || scopes.Count == 0 ? readClaims(token.AccessToken) : null;
            string? user = request.UserName ?? (isUserUnknown ? claims?.UserName : null);
            TokenResponse granted = token with { Scopes = scopes.Count > 0 ? scopes : claims?.Scopes ?? [] };
            return new OAuthToken(request.ToRenewalRequest(user), granted, requestedAt, clock);
        }
        catch (FormatException e)
        {
            throw TokenErrorFactory.CreateMissingTokenError(request, call, response, e.Message);
        }
    }
}

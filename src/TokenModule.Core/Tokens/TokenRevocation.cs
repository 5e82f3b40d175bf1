using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.Tokens;

/// <summary>
/// Revokes tokens at the server that issued them: at <c>/oauth2/revoke</c> of SAP Cloud Identity Services (RFC 7009), or at
/// <c>/oauth/token/revoke/{jti}</c> of UAA, which can revoke only opaque tokens and tokens that were requested as revocable.
/// </summary>
internal sealed class TokenRevocation(HttpTransport transport)
{
    /// <exception cref="TokenRequestException">The server did not revoke the token, or its address for this is unknown.</exception>
    /// <exception cref="TransportException">There was no usable response.</exception>
    public async Task RevokeAsync(OAuthToken token, NetworkOptions network, CancellationToken cancellationToken)
    {
        TokenRequest request = token.Request;
        request.Key.RequireCredential();
        using CertificateChain? certificate = (request.Key.Credential as ClientCertificate)?.Load();
        TransportRequest call = CreateCall(token) with { Certificate = certificate, Resend = ResendPolicy.Always, Network = network };
        TransportResponse response = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccess)
            return;

        string advice = response.StatusCode == 404
            ? "UAA revokes only opaque tokens and tokens that were requested as revocable: "
                + "Get-OAuthToken -AdditionalParameter @{ token_format = 'opaque' }."
            : "The token was removed from the cache, and stays valid at the server until it expires.";
        // The address contains the id of the token.
        string address = TransportRequest.FormatAddress(new Uri(call.Address, "."));
        throw new TokenRequestException(
            Failure.GrantRejected,
            $"{address} did not revoke the token of {token.ClientId} ({response.Status}).",
            advice,
            new FailedCall(call, response));
    }

    private static TransportRequest CreateCall(OAuthToken token)
    {
        TokenRequest request = token.Request;
        if (TokenEndpoint.GetIdentityRevocationOrDefault(request.TokenUrl) is { } identity)
        {
            return new TransportRequest(HttpMethod.Post, identity)
            {
                Headers = TokenParameters.CreateHeaders(request),
                Content = () => TokenParameters.CreateRevocationBody(request, token.RefreshToken ?? token.Value),
            };
        }

        return token.Jti is { } jti && TokenEndpoint.GetUaaRevocationOrDefault(request.TokenUrl, jti) is { } uaa
            ? new TransportRequest(HttpMethod.Delete, uaa) { Bearer = token.Value }
            : throw new TokenRequestException(
                Failure.GrantRejected,
                $"The address where {request.TokenUrl.Authority} revokes tokens is unknown. The request was not sent.",
                "The token was removed from the cache, and stays valid at the server until it expires.");
    }
}

using TokenModule.Http;
using TokenModule.Json;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens;

/// <summary>Requests the passcode of a technical user from its identity provider, over a connection with the user's certificate.</summary>
internal sealed class PasscodeClient(HttpTransport transport)
{
    /// <returns>A passcode, which the token endpoint accepts once as the password of the user.</returns>
    /// <exception cref="TokenRequestException">The identity provider issued no passcode.</exception>
    /// <exception cref="TransportException">There was no usable response.</exception>
    public async Task<Secret> GetPasscodeAsync(
        UserCertificateGrant grant, NetworkOptions network, CancellationToken cancellationToken)
    {
        using CertificateChain certificate = grant.Certificate.Load();
        TransportRequest call = new(HttpMethod.Get, grant.PasscodeAddress)
        {
            Headers = [new("Accept", "application/json")],
            Certificate = certificate,
            Resend = ResendPolicy.Always,
            Network = network,
        };
        TransportResponse response = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccess)
        {
            throw new TokenRequestException(
                Failure.ClientRejected,
                $"{call.DisplayAddress} issued no passcode for the user '{grant.UserName}' ({response.Status}).",
                "Check that the certificate is registered for this user at the identity provider, and that -IdentityProvider is the URL "
                    + "of the tenant.",
                new FailedCall(call, response));
        }

        return ReadPasscodeOrDefault(response.Body) ?? throw new TokenRequestException(
            Failure.TokenResponseInvalid,
            $"The response of {call.DisplayAddress} ({response.Status}) contains no passcode.",
            "Check that -IdentityProvider is the URL of a tenant of SAP Cloud Identity Services.",
            new FailedCall(call, response));
    }

    private static Secret? ReadPasscodeOrDefault(byte[] body)
    {
        try
        {
            string? passcode = JsonMembers.Parse(body).GetTextOrDefault("passcode"u8);
            return string.IsNullOrEmpty(passcode) ? null : new Secret(passcode!);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

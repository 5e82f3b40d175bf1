using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.ServiceKeys.Credentials.Assertions;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens;

/// <summary>Creates the exceptions for error responses of a token endpoint.</summary>
internal static class TokenErrorFactory
{
    private const string AssertionAdvice =
        "Check that the tenant trusts exactly the issuer, subject and audience of the assertion. In SAP Cloud Identity Services, they are "
            + "in the application under Trust > Client Authentication > JSON Web Tokens.";

    private const string SignedAssertionAdvice =
        "Check that the server knows the public key of -ClientKey for this client, and that -KeyId and -AssertionAudience are right.";

    /// <param name="request">The token request.</param>
    /// <param name="call">The HTTP request.</param>
    /// <param name="response">The HTTP response.</param>
    /// <param name="sent">A description of the tokens in the request, as sentences with a space before them. It can be empty.</param>
    public static BtpException CreateRejection(
        TokenRequest request, TransportRequest call, TransportResponse response, string sent)
    {
        if (RetrySchedule.IsTransient(response.StatusCode) || response.StatusCode >= 500)
            return TransportException.CreateForStatus(call, response, retryAt: null);

        (string? error, string description) = ReadError(request, response);
        (Failure failure, string action) = SelectFailure(request, response.StatusCode, error, description);
        // A response without an error code does not have to come from the token endpoint.
        string reason = error is null ? $" with {DescribeBody(response)}, which is not an OAuth response"
            : description.Length == 0 ? string.Empty
            : $": {description}";
        string status = error is null ? response.Status : $"{response.Status}, {error}";
        return new TokenRequestException(
            failure,
            $"{call.DisplayAddress} rejected the token request of {request.Key.ClientId} ({status}){reason}.{sent}",
            action,
            new FailedCall(call, response) { Code = error });
    }

    /// <param name="request">The token request.</param>
    /// <param name="call">The HTTP request.</param>
    /// <param name="response">The HTTP response.</param>
    /// <param name="reason">Why the response contains no token, as the end of a sentence.</param>
    public static TokenRequestException CreateMissingTokenError(
        TokenRequest request, TransportRequest call, TransportResponse response, string reason)
    {
        (string? error, string description) = ReadError(request, response);
        string details = error is null ? reason : $"{reason}: {error} {description}".TrimEnd();
        return new TokenRequestException(
            Failure.TokenResponseInvalid,
            $"The response of {call.DisplayAddress} ({response.Status}) does not contain a valid token: {details}.",
            "Check that the address in the key is a token endpoint, and that no proxy responds instead.",
            new FailedCall(call, response) { Code = error });
    }

    private static (Failure Failure, string Action) SelectFailure(TokenRequest request, int status, string? error, string description)
    {
        return (status, error) switch
        {
            (_, "invalid_scope") => (Failure.ScopeRejected, "Request fewer scopes, or have them granted to the client."),
            (401, _) when description.Contains("locked", StringComparison.OrdinalIgnoreCase) =>
                (Failure.ClientRejected, "The server has locked the account after failed attempts. Wait a few minutes, or have it "
                    + "unlocked. Each further attempt extends the lock."),
            (401, "invalid_token" or "invalid_grant") when request.Grant is RefreshTokenGrant =>
                (Failure.GrantRejected, "The sign-in has expired. Sign in again."),
            (401, _) when request.Grant is RefreshTokenGrant =>
                (Failure.ClientRejected, "The client was rejected, not the sign-in: the secret of the key was probably rotated. "
                    + "Import the new key. The sign-in continues with it."),
            (400 or 401, "invalid_grant" or "unauthorized") when request.Grant is PasscodeGrant =>
                (Failure.GrantRejected, $"A passcode can be used once, within five minutes. Get a new one from {GetPasscodeUrl(request)}."),
            (400 or 401, "invalid_grant" or "invalid_token" or "unauthorized")
                when request.Grant is JwtBearerGrant or TokenExchangeGrant =>
                (Failure.GrantRejected, "The assertion must be a user's token that has not expired and was issued for this client."),
            (400 or 401, "invalid_client" or "unauthorized" or "invalid_token" or null)
                when request.Key.Credential is ClientAssertion used =>
                (Failure.ClientRejected, used.Source is SignedAssertionSource ? SignedAssertionAdvice : AssertionAdvice),
            (401, _) when request.Key.Credential is ClientCertificate =>
                (Failure.ClientRejected, "Check that the key still exists, and that its certificate was issued with the key."),
            (401, _) when description.Contains("grant type") =>
                (Failure.GrantRejected, "The client may not use this grant. "
                    + "Omit -GrantType, -Credential and -Passcode to use the grant of the key."),
            (401, _) when request.Grant is PasswordGrant =>
                (Failure.ClientRejected, "Check the user name, the password and the key. "
                    + "With two-factor authentication, pass the code with -OneTimeCode. Repeated failures lock the account."),
            (401, _) or (_, "invalid_client") =>
                (Failure.ClientRejected, "Check that the key is complete and still exists. "
                    + "A deleted or rotated key is rejected in the same way. "
                    + "A key that requires a user needs -GrantType Password. "
                    + "If the server expects the secret in a header, use -ClientAuthentication Basic or BasicRaw."),
            (_, "invalid_grant") when request.Grant is PasswordGrant =>
                (Failure.GrantRejected, "Check the user name and the password first. "
                    + "With two-factor authentication, pass the code with -OneTimeCode. A code is valid once. "
                    + "Repeated failures lock the account."),
            (_, "invalid_grant") =>
                (Failure.GrantRejected, "The code or token is wrong, used or expired. A one-time code is valid once."),
            (_, "unsupported_grant_type" or "unauthorized_client" or "access_denied") =>
                (Failure.GrantRejected, "The client may not use this grant. See -GrantType, and grant_type in the key."),
            (404, _) => (Failure.TokenResponseInvalid, "The address is not a token endpoint. Check the url in the key."),
            (_, null) =>
                (Failure.TokenResponseInvalid, "Check the address in the key. A server that requires a client certificate, "
                    + "or a proxy or firewall in front of the server, can respond like this."),
            _ => (Failure.GrantRejected, "Check the key and the grant."),
        };
    }

    private static string GetPasscodeUrl(TokenRequest request)
    {
        return TokenEndpoint.RemoveCertificateHost(request.TokenUrl).AbsoluteUri.Replace("/oauth/token", "/passcode");
    }

    /// <returns>The kind of content in words. A body can contain secrets, so the description never quotes it.</returns>
    private static string DescribeBody(TransportResponse response)
    {
        return response.Body.Length == 0 ? "an empty body"
            : response.MediaType?.EndsWith("html", StringComparison.OrdinalIgnoreCase) == true || response.Body[0] == '<' ? "an HTML page"
            : response.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true ? "JSON that has no 'error'"
            : "plain text";
    }

    private static (string? Error, string Description) ReadError(TokenRequest request, TransportResponse response)
    {
        try
        {
            TokenResponseMembers members = TokenResponseMembers.Parse(response.Body);
            Secret[] secrets =
            [
                .. request.Key.Credential.Secrets,
                .. request.Grant!.Secrets,
                .. request.AdditionalParameters.Select(p => p.Value),
                .. request.ClientAssertion is { } assertion ? [assertion] : Array.Empty<Secret>(),
            ];
            string error = ServerText.Clean(members.Error, secrets);
            return (error.Length == 0 ? null : error, ServerText.Clean(members.ErrorDescription, secrets).TrimEnd('.'));
        }
        catch (FormatException)
        {
            // The body is empty or an HTML page, so only the status is known.
            return (null, string.Empty);
        }
    }
}

using TokenModule.Http;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens;

/// <summary>Puts a token endpoint's refusal into words that say what to do.</summary>
internal static class TokenErrorFactory
{
    public static BtpException CreateRejection(TokenRequest request, TransportRequest call, TransportResponse answer)
    {
        if (RetrySchedule.IsTransient(answer.StatusCode) || answer.StatusCode >= 500)
            return TransportException.CreateForStatus(call, answer, retryAt: null);

        (string? error, string said) = ReadError(request, answer);
        (Failure failure, string advice) = SelectFailure(request, answer.StatusCode, error, said);
        // A response without an error code does not have to come from the token endpoint.
        string reason = error is null ? $" with {DescribeBody(answer)}, which is not an OAuth response"
            : said.Length == 0 ? ""
            : $": {said}";
        string status = error is null ? answer.Status : $"{answer.Status}, {error}";
        string message = $"{call.DisplayAddress} refused a token for {request.Key.ClientId} ({status}){reason}. {advice}";
        return new TokenRequestException(failure, message, answer, error);
    }

    public static TokenRequestException CreateMissingTokenError(TokenRequest request, TransportRequest call, TransportResponse answer, string why)
    {
        (string? error, string said) = ReadError(request, answer);
        string details = error is null ? why : $"{why}: {error} {said}".TrimEnd();
        return new TokenRequestException(Failure.TokenResponseInvalid, $"{call.DisplayAddress} answered {answer.Status}, but not with a token: {details}. Check that the address in the key is a token endpoint, and that no proxy answers in its place.", answer, error);
    }

    private static (Failure Failure, string Advice) SelectFailure(TokenRequest request, int status, string? error, string said)
    {
        return (status, error) switch
        {
            (_, "invalid_scope") => (Failure.ScopeRejected, "Ask for fewer scopes, or have them granted to the client."),
            (401, not "invalid_client") when request.Grant is RefreshTokenGrant =>
                (Failure.GrantRejected, "The sign-in has ended; sign in again."),
            (400 or 401, "invalid_grant" or "unauthorized") when request.Grant is PasscodeGrant => (Failure.GrantRejected, $"A passcode is good once and for five minutes; get a new one from {GetPasscodeUrl(request)}."),
            (400 or 401, "invalid_grant" or "invalid_token" or "unauthorized") when request.Grant is JwtBearerGrant => (Failure.GrantRejected, "The assertion has to be a user's token that has not ended, and one that was issued for this client."),
            (401, _) when request.Key.Credential is ClientCertificate => (Failure.ClientRejected, "Check that the key still exists, and that its certificate is the one that was issued with it."),
            (401, _) when said.Contains("grant type") => (Failure.GrantRejected, "This client may not use that grant: leave out -GrantType, -Credential and -Passcode, and the key's own is used."),
            (401, _) when request.Grant is PasswordGrant => (Failure.ClientRejected, "Check user name, password and key. With two-factor authentication give the code with -OneTimeCode. Repeated failures lock the account."),
            (401, _) or (_, "invalid_client") =>
                (Failure.ClientRejected, "Check that the key is complete and still exists: a deleted or rotated key is refused like this. " +
                    "A key for users needs -GrantType Password. " +
                    "If the server expects the secret in a header, use -ClientAuthentication Basic or BasicRaw."),
            (_, "invalid_grant") when request.Grant is PasswordGrant =>
                (Failure.GrantRejected, "Check the user name and the password first. " +
                    "With two-factor authentication, pass the code with -OneTimeCode; a code is valid once. Repeated failures lock the account."),
            (_, "invalid_grant") => (Failure.GrantRejected, "What was offered is wrong, used up or expired; a one-time code is good once."),
            (_, "unsupported_grant_type" or "unauthorized_client" or "access_denied") => (Failure.GrantRejected, "This client may not use that grant; see -GrantType, and grant_type in the key."),
            (404, _) => (Failure.TokenResponseInvalid, "There is no token endpoint at this address; check the url in the key."),
            (_, null) =>
                (Failure.TokenResponseInvalid, "Check the address in the key. A server that requires a client certificate, " +
                    "or a proxy or firewall in front of the server, can respond like this."),
            _ => (Failure.GrantRejected, "Check the key and the grant."),
        };
    }

    private static string GetPasscodeUrl(TokenRequest request)
    {
        return TokenEndpoint.RemoveCertificateHost(request.TokenUrl).AbsoluteUri.Replace("/oauth/token", "/passcode");
    }

    /// <returns>The kind of content in words. A body can contain secrets, so the description never quotes it.</returns>
    private static string DescribeBody(TransportResponse answer)
    {
        return answer.Body.Length == 0 ? "an empty body"
            : answer.MediaType?.EndsWith("html", StringComparison.OrdinalIgnoreCase) == true || answer.Body[0] == '<' ? "an HTML page"
            : answer.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true ? "JSON that has no 'error'"
            : "plain text";
    }

    private static (string? Error, string Said) ReadError(TokenRequest request, TransportResponse answer)
    {
        try
        {
            TokenResponseMembers members = TokenResponseMembers.Parse(answer.Body);
            Secret[] secrets = [.. request.Key.Credential.Secrets, .. request.Grant!.Secrets, .. request.AdditionalParameters.Select(p => p.Value)];
            string error = ServerText.Clean(members.Error, secrets);
            return (error.Length == 0 ? null : error, ServerText.Clean(members.ErrorDescription, secrets).TrimEnd('.'));
        }
        catch (FormatException)
        {
            // An HTML page or nothing at all: the status alone must do.
            return (null, string.Empty);
        }
    }
}

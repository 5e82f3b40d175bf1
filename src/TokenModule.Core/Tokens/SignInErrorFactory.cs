namespace TokenModule.Tokens;

/// <summary>Says that a user has to sign in, or which of several is meant.</summary>
internal static class SignInErrorFactory
{
    public static TokenRequestException CreateSignInRequired(TokenRequest request, IReadOnlyCollection<string> users)
    {
        string client = request.Key.Name;
        string message = users.Count == 0
            ? $"'{client}' acts for a user, and nobody is signed in with it{(request.UserName is null ? "" : $" as {request.UserName}")}. {FormatAdvice(request.GrantType)}"
            : $"Several users are signed in with '{client}': {string.Join(", ", users)}. Pass the token of the one you mean: Get-OAuthTokenCache | Where-Object UserName -eq NAME | Invoke-BtpApi …";
        return new TokenRequestException(Failure.CredentialRequired, message);
    }

    public static TokenRequestException CreateSignInExpired(TokenRequest request, string? user)
    {
        return new TokenRequestException(Failure.CredentialRequired, $"The sign-in{(user is null ? "" : $" of {user}")} with '{request.Key.Name}' cannot be renewed. {FormatAdvice(request.GrantType)}");
    }

    private static string FormatAdvice(GrantType grantType) => grantType switch
    {
        GrantType.JwtBearer => "Give the user's token: Get-OAuthToken -ServiceKey $key -GrantType JwtBearer -Assertion $token.",
        GrantType.RefreshToken => "Give a refresh token: Get-OAuthToken -ServiceKey $key -RefreshToken $refreshToken.",
        GrantType.AuthorizationCode => "Sign in with the browser: Get-OAuthToken -ServiceKey $key -GrantType AuthorizationCode.",
        _ => "Sign in: Get-OAuthToken -ServiceKey $key -Credential (Get-Credential), with -OneTimeCode where two-factor authentication is on, or with -Passcode.",
    };
}

namespace TokenModule.Tokens;

/// <summary>Creates the exceptions for a missing, ambiguous or expired sign-in of a user.</summary>
internal static class SignInErrorFactory
{
    public static TokenRequestException CreateSignInRequired(TokenRequest request, IReadOnlyCollection<string> users)
    {
        string key = request.Key.Name;
        if (users.Count > 0)
        {
            return new TokenRequestException(
                Failure.CredentialRequired,
                $"Several users are signed in with '{key}': {NameList.Join(users)}.",
                "Pass the token of one of them: Get-OAuthTokenCache | Where-Object UserName -eq NAME | Invoke-BtpApi …");
        }

        string user = request.UserName is null ? string.Empty : $" as {request.UserName}";
        // A sign-in without -Scope, or with others, has another entry in the cache.
        bool hasScopes = request.Scopes.Count > 0;
        string missing = hasScopes ? $"no sign-in{user} requested these scopes" : $"nobody is signed in{user}";
        return new TokenRequestException(
            Failure.CredentialRequired,
            $"The key '{key}' requires a user, and {missing}.",
            FormatAdvice(request.GrantType) + (hasScopes ? " Pass the same -Scope." : string.Empty));
    }

    public static TokenRequestException CreateSignInExpired(TokenRequest request, string? user)
    {
        string owner = user is null ? string.Empty : $" of {user}";
        return new TokenRequestException(
            Failure.CredentialRequired,
            $"The sign-in{owner} with '{request.Key.Name}' cannot be renewed.",
            FormatAdvice(request.GrantType));
    }

    private static string FormatAdvice(GrantType grantType) => grantType switch
    {
        GrantType.JwtBearer => "Pass the user's token: Get-OAuthToken -ServiceKey $key -GrantType JwtBearer -Assertion $token.",
        GrantType.TokenExchange =>
            "Pass the token to exchange: Get-OAuthToken -ServiceKey $key -GrantType TokenExchange -Assertion $token.",
        GrantType.RefreshToken => "Pass a refresh token: Get-OAuthToken -ServiceKey $key -RefreshToken $refreshToken.",
        GrantType.AuthorizationCode => "Sign in with the browser: Get-OAuthToken -ServiceKey $key -GrantType AuthorizationCode.",
        _ => "Sign in: Get-OAuthToken -ServiceKey $key -Credential (Get-Credential). "
            + "Add -OneTimeCode for two-factor authentication, or use -Passcode.",
    };
}

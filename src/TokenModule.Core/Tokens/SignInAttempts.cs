namespace TokenModule.Tokens;

/// <summary>
/// Ends the attempts of a user at a server after the first rejection. A wrong password in a pipeline of several keys would otherwise be
/// sent once per key, and servers lock an account after a few failures.
/// </summary>
internal sealed class SignInAttempts
{
    private readonly Dictionary<(string Server, string User), TokenRequestException> rejections = [];

    /// <exception cref="TokenRequestException">The server rejected the user before, or it rejects the request now.</exception>
    public async ValueTask<OAuthToken> GetTokenAsync(ITokenSource tokens, TokenRequest request, CancellationToken cancellationToken)
    {
        if (request is not { Grant: Grants.PasswordGrant, UserName: { } user })
            return await tokens.GetTokenAsync(request, cancellationToken).ConfigureAwait(false);

        (string, string) attempt = (request.TokenUrl.Authority, user.ToUpperInvariant());
        if (rejections.TryGetValue(attempt, out TokenRequestException? first))
            throw CreateSkippedException(request, first);

        try
        {
            return await tokens.GetTokenAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (TokenRequestException e) when (e.Failure is Failure.ClientRejected or Failure.GrantRejected)
        {
            rejections[attempt] = e;
            throw;
        }
    }

    private static TokenRequestException CreateSkippedException(TokenRequest request, TokenRequestException first)
    {
        return new TokenRequestException(
            first.Failure,
            $"The sign-in for the key '{request.Key.Name}' was not attempted, because {request.TokenUrl.Authority} rejected this user "
                + "before. The first error of this command explains the rejection.",
            "Repeated failures lock an account. Fix the first error, and run the command again.");
    }
}

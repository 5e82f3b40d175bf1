using TokenModule.Http;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens.SignIn;

/// <summary>Lets a user sign in with the browser and returns the authorization code.</summary>
internal static class BrowserSignIn
{
    /// <param name="request">The token request that needs the code.</param>
    /// <param name="port">The port that receives the redirect, or 0 for any free port.</param>
    /// <param name="announce">Receives the address to open, and whether a browser was started for it.</param>
    /// <param name="timeout">The time that the user has for the sign-in.</param>
    /// <param name="clock">Measures the timeout.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TokenRequestException">
    /// The sign-in was refused, was not completed in time, or the response does not belong to it.
    /// </exception>
    public static async ValueTask<AuthorizationCodeGrant> AuthorizeAsync(
        TokenRequest request,
        int port,
        Action<Uri, bool> announce,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        using RedirectListener listener = new(port, clock);
        AuthorizationRequest authorization = new(request, listener.Address);
        using Deadline deadline = new(timeout, clock, cancellationToken);
        Task<IReadOnlyDictionary<string, string>> redirect = listener.WaitAsync(deadline.Token);
        announce(authorization.Address, SystemBrowser.TryOpen(authorization.Address));
        try
        {
            return authorization.ReadGrant(await redirect.ConfigureAwait(false));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TokenRequestException(
                Failure.NetworkTimeout,
                $"Nobody signed in within {InvariantText.FormatSeconds(timeout)} s.",
                "Try again, or increase -TimeoutSec.",
                innerException: e);
        }
    }
}

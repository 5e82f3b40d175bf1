using TokenModule.Http;
using TokenModule.Tokens.Grants;

namespace TokenModule.Tokens.SignIn;

/// <summary>Has a user sign in with a browser and brings the code.</summary>
internal static class BrowserSignIn
{
    /// <param name="request">What the code is for.</param>
    /// <param name="announce">Told the address to open, and whether a browser opens it already.</param>
    /// <param name="timeout">How long the user may take.</param>
    /// <param name="clock">Measures the timeout.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TokenRequestException">Refused, not answered in time, or answered by somebody else.</exception>
    public static async ValueTask<AuthorizationCodeGrant> AuthorizeAsync(
        TokenRequest request,
        Action<Uri, bool> announce,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        using RedirectListener listener = new(clock);
        AuthorizationRequest authorization = new(request, listener.Address);
        using Deadline deadline = new(timeout, clock, cancellationToken);
        Task<IReadOnlyDictionary<string, string>> answer = listener.WaitAsync(deadline.Token);
        announce(authorization.Address, SystemBrowser.TryOpen(authorization.Address));
        try
        {
            return authorization.ReadGrant(await answer.ConfigureAwait(false));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TokenRequestException(
                Failure.NetworkTimeout,
                $"Nobody signed in within {timeout.TotalSeconds:0} s.",
                "Try again, or increase -TimeoutSec.",
                innerException: e);
        }
    }
}

using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Tokens;
using TokenModule.Tokens.Grants;
using TokenModule.Tokens.SignIn;

namespace TokenModule.Cmdlets;

/// <summary>The base class of a cmdlet that lets a user sign in when a token needs a user: at a prompt or with the browser.</summary>
public abstract class SignInCmdlet : GrantCmdlet
{
    private readonly SignInAttempts attempts = new();

    /// <exception cref="TokenRequestException">The server refused the request, or nobody can enter a missing credential.</exception>
    private protected OAuthToken RequestToken(TokenRequest request)
    {
        return request.NeedsNewSignIn ? GetWithSignIn(request) : RequestOrSignIn(request);
    }

    private OAuthToken RequestOrSignIn(TokenRequest request)
    {
        try
        {
            return Await(attempts.GetTokenAsync(ModuleSession.Tokens, request, StoppingToken));
        }
        catch (TokenRequestException e) when (e.Failure == Failure.CredentialRequired)
        {
            if (SignInOrDefault(request) is not { } entered)
                throw;
            return Exchange(request, entered);
        }
    }

    private OAuthToken GetWithSignIn(TokenRequest request)
    {
        return SignInOrDefault(request) is { } entered ? Exchange(request, entered) : RequestOrSignIn(request);
    }

    private OAuthToken Exchange(TokenRequest request, AuthorizationGrant entered)
    {
        TokenRequest signIn = request with { Grant = entered, UserName = entered.UserName };
        return Await(attempts.GetTokenAsync(ModuleSession.Tokens, signIn, StoppingToken));
    }

    /// <returns>The grant of a user who signs in now, or null when the grant type needs no user or a prompt is not possible.</returns>
    private AuthorizationGrant? SignInOrDefault(TokenRequest request) => request.GrantType switch
    {
        TokenModule.GrantType.Password when CredentialPrompt.PromptOrDefault(Host, request.Key) is { } entered =>
            new PasswordGrant(entered.UserName, new Secret(entered.Password), ToSecretOrDefault(OneTimeCode)),
        TokenModule.GrantType.AuthorizationCode =>
            Await(BrowserSignIn.AuthorizeAsync(
                request, RedirectPort ?? 0, AnnounceSignIn, SignInTimeout, ModuleSession.Clock, StoppingToken)),
        _ => null,
    };

    // The default timeout of a request is too short for a person.
    private TimeSpan SignInTimeout => MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec))
        ? TimeSpan.FromSeconds(TimeoutSec)
        : TimeSpan.FromMinutes(5);

    private void AnnounceSignIn(Uri address, bool isOpening)
    {
        string instruction = isOpening
            ? "Sign in with the browser that opens. If no browser opens, open this address:"
            : "To sign in, open this address with a browser on this computer:";
        string message = $"{instruction}{Environment.NewLine}{address.AbsoluteUri.Replace("|", "%7C")}";
        WriteInformation(new HostInformationMessage { Message = message }, ["PSHOST"]);
    }
}

using System.Management.Automation;
using TokenModule.Claims.Verification;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;

namespace TokenModule.Cmdlets;

/// <summary>A cmdlet that can check whether a token is to be trusted, with the parameters that say by whose keys.</summary>
public abstract class VerifyingCmdlet : NetworkCmdlet
{
    /// <summary>An OAuthToken, a SecureString, or text with or without <c>Bearer</c> before it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    [AllowNull]
    public PSObject? Token { get; set; } = string.Empty;

    /// <summary>Checks signature, times and audience.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>The key whose issuer has to have signed the token; when not given, the one the token was got with, or the session's only one.</summary>
    [Parameter]
    [ServiceKeyArgument]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public ServiceKey? ServiceKey { get; set; }

    /// <summary>Where the issuer publishes its keys, in place of a service key's own domain.</summary>
    [Parameter]
    public Uri? JwksUri { get; set; }

    /// <summary>Names of which the token has to be for one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Audience { get; set; } = [];

    /// <summary>The issuer the token has to have, character by character.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Issuer { get; set; }

    /// <summary>Checks with the service key's own verificationkey and leaves the network alone.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    private protected bool RequiresVerification => Verify || ServiceKey is not null || JwksUri is not null || Issuer is not null || Offline;

    private protected TokenClaims ReadClaims() => TokenClaims.Parse(TokenText.RevealText(Token), ModuleSession.Clock);

    private protected TokenClaims VerifyToken()
    {
        string text = TokenText.RevealText(Token);
        bool isAtHand = JwksUri is null || Offline;
        ServiceKey? key = isAtHand || ServiceKey is not null ? ResolveKey() : null;
        TrustedKeys trusted = new()
        {
            Pem = isAtHand ? key!.VerificationKey : null,
            Published = Offline ? null : JwksUri ?? key!.JwksUri,
        };
        ExpectedClaims expected = new()
        {
            Audience = Audience,
            Issuer = Issuer,
            Client = key is null ? [] : key.XsAppName is null ? [key.ClientId] : [key.ClientId, key.XsAppName],
        };
        return Await(ModuleSession.Verifier.VerifyAsync(text, trusted, expected, Network, StoppingToken));
    }

    private ServiceKey ResolveKey()
    {
        ServiceKey? known = ServiceKey ?? (Token?.BaseObject as OAuthToken)?.Request.Key;
        return ModuleSession.Keys.Resolve(known);
    }
}

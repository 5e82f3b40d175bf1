using System.Management.Automation;
using TokenModule.Checks;
using TokenModule.Claims;
using TokenModule.Claims.Verification;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;

namespace TokenModule.Cmdlets;

/// <summary>The base class of cmdlets that read a token and can verify it.</summary>
public abstract class VerifyingCmdlet : NetworkCmdlet
{
    /// <summary>An OAuthToken, a SecureString, or text with or without the prefix <c>Bearer</c>.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true,
        HelpMessage = "The token: an OAuthToken, a SecureString, the hashtable of -AsHeader, or text.")]
    [AllowEmptyString]
    [AllowNull]
    public PSObject? Token { get; set; } = string.Empty;

    /// <summary>Verifies the signature, the times and the audience.</summary>
    [Parameter(HelpMessage = "Verifies the signature, the expiry and start time, the issuer and the audience.")]
    public SwitchParameter Verify { get; set; }

    /// <summary>The key whose issuer is trusted. The default is the key of the token, or the only key of the session.</summary>
    [Parameter(HelpMessage = "The key whose issuer must have signed the token: a key from Import-ServiceKey or its name.")]
    [ServiceKeyArgument]
    [ArgumentCompleter(typeof(ServiceKeyCompleter))]
    public ServiceKey? ServiceKey { get; set; }

    /// <summary>The address where the issuer publishes its keys. The default follows from the service key.</summary>
    [Parameter(HelpMessage = "The address of the issuer's published keys, instead of the domain of the service key.")]
    public Uri? JwksUri { get; set; }

    /// <summary>The accepted audiences. The token must be for one of them.</summary>
    [Parameter(HelpMessage = "The accepted audiences.")]
    [ValidateNotNullOrEmpty]
    public string[] Audience { get; set; } = [];

    /// <summary>The required issuer. It is compared exactly.</summary>
    [Parameter(HelpMessage = "The issuer that the token must have.")]
    [ValidateNotNullOrEmpty]
    public string? Issuer { get; set; }

    /// <summary>Verifies with the <c>verificationkey</c> of the service key, without network access.</summary>
    [Parameter(HelpMessage = "Verifies with the verificationkey of the service key, without any request.")]
    public SwitchParameter Offline { get; set; }

    private protected bool RequiresVerification => Verify || Trust.RequiresVerification;

    // Only the token comes from the pipeline, so the other parameters are read once.
    private TokenTrust Trust => field ??= new()
    {
        ServiceKey = ServiceKey,
        JwksUri = JwksUri,
        Offline = Offline,
        Audience = Audience,
        Issuer = Issuer,
    };

    private protected TokenClaims ReadClaims() => PastedToken.ReadClaims(TokenText.RevealText(Token), ModuleSession.Clock);

    private protected TokenClaims VerifyToken()
    {
        string text = TokenText.RevealText(Token);
        TokenTrust trust = Trust.ResolveServiceKey(ModuleSession.Keys, Token?.BaseObject as OAuthToken);
        TrustedKeys keys = trust.GetTrustedKeys() with { Warn = WarnOnce };
        return Await(ModuleSession.Verifier.VerifyAsync(text, keys, trust.GetExpectedClaims(), Network, StoppingToken));
    }
}

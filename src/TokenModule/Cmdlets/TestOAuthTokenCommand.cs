using System.Management.Automation;
using TokenModule.Checks;
using TokenModule.Cmdlets.Arguments;

namespace TokenModule.Cmdlets;

/// <summary>Tests the lifetime, scopes and audience of a token, and on request its signature. -Verbose shows the reason.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OAuthToken")]
[OutputType(typeof(bool))]
public sealed class TestOAuthTokenCommand : VerifyingCmdlet
{
    /// <summary>The remaining lifetime that the token must have.</summary>
    [Parameter(HelpMessage = "The minimum remaining lifetime of the token as a TimeSpan.")]
    [LifetimeArgument]
    public TimeSpan MinimumLifetime { get; set; }

    /// <summary>The scopes that the token must have, with or without the name of their application.</summary>
    [Parameter(HelpMessage = "The scopes that the token must have, with or without the application name.")]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [];

    protected override void ProcessRecord() => Guard(null, TestToken);

    private void TestToken()
    {
        TokenCheck check = new() { MinimumLifetime = MinimumLifetime, Scopes = Scope };
        TokenCheckResult result = RequiresVerification ? check.CheckClaims(VerifyToken)
            : Token?.BaseObject is OAuthToken token ? check.CheckToken(token, ReadClaims)
            : check.CheckClaims(ReadClaims);
        WriteVerbose(result.Message);
        WriteObject(result.IsUsable);
    }
}

using System.Management.Automation;
using System.Security;
using TokenModule.Claims;

namespace TokenModule.Cmdlets;

/// <summary>Reads the claims of a JWT. Nothing is verified and nothing is sent.</summary>
[Cmdlet(VerbsCommon.Get, "TokenClaims")]
[Alias("Get-TokenClaim")]
[OutputType(typeof(TokenClaims))]
public sealed class GetTokenClaimsCommand : AsyncCmdlet
{
    /// <summary>An OAuthToken, a SecureString, or text with or without <c>Bearer</c> before it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public PSObject Token { get; set; } = string.Empty;

    protected override void ProcessRecord() => Guard(null, () => WriteObject(TokenClaims.Read(Text(), ModuleSession.Clock)));

    private string Text() => Token.BaseObject switch
    {
        OAuthToken token => token.Value.Reveal(),
        SecureString secure => new Secret(secure).Reveal(),
        string text => text,
        object other => throw new TokenFormatException(Failure.TokenMalformed, $"An object of type {other.GetType().Name} is no token. Pass the output of Get-OAuthToken, a SecureString or the token's text."),
    };
}

using System.Management.Automation;

namespace TokenModule.Cmdlets;

/// <summary>Lists the tokens in the cache of the session.</summary>
[Cmdlet(VerbsCommon.Get, "OAuthTokenCache")]
[OutputType(typeof(OAuthToken))]
public sealed class GetOAuthTokenCacheCommand : PSCmdlet
{
    protected override void EndProcessing() => WriteObject(ModuleSession.Tokens.Tokens, enumerateCollection: true);
}

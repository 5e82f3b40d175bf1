using System.Management.Automation;
using TokenModule.Cmdlets.Completion;

namespace TokenModule.Cmdlets;

/// <summary>Forgets tokens, so that the next use asks for new ones. The server goes on honouring the old ones until they end.</summary>
[Cmdlet(VerbsCommon.Clear, "OAuthTokenCache", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearOAuthTokenCacheCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CachedClientIdCompleter))]
    public string[] ClientId { get; set; } = ["*"];

    protected override void ProcessRecord()
    {
        foreach (OAuthToken token in ModuleSession.Tokens.Tokens)
        {
            string who = token.UserName is null ? token.ClientId : $"{token.ClientId} ({token.UserName})";
            if (ClientId.Any(pattern => Matches(pattern, token.ClientId) || Matches(pattern, token.Request.Key.Name)) && ShouldProcess(who, "Forget token"))
                ModuleSession.Tokens.Remove(token);
        }
    }

    // Client ids hold characters that are wildcards in a pattern, so an id as it stands matches too.
    private static bool Matches(string pattern, string clientId)
    {
        if (pattern == clientId)
            return true;

        try
        {
            return new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(clientId);
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }
}

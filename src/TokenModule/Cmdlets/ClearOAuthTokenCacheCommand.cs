using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
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

    /// <summary>Tokens to forget, such as Get-OAuthTokenCache gives them, and no others.</summary>
    [Parameter(ValueFromPipeline = true)]
    [NotText("Get-OAuthTokenCache")]
    public OAuthToken? Token { get; set; }

    // A variable that is not set would mean all of them.
    private bool HasNoSelection => Token is null && !MyInvocation.BoundParameters.ContainsKey(nameof(ClientId)) && (MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(Token)));

    protected override void ProcessRecord()
    {
        if (HasNoSelection)
        {
            WriteError(ErrorRecords.FromException(TokenText.CreateNotSetError(), null));
            return;
        }

        foreach (OAuthToken token in ModuleSession.Tokens.Tokens.Where(IsSelected))
        {
            string who = token.UserName is null ? token.ClientId : $"{token.ClientId} ({token.UserName})";
            if (ShouldProcess(who, "Forget token"))
                ModuleSession.Tokens.Remove(token);
        }
    }

    private bool IsSelected(OAuthToken token)
    {
        return Token is null ? ClientId.Any(pattern => IsMatch(pattern, token.ClientId) || IsMatch(pattern, token.Request.Key.Name)) : ReferenceEquals(Token, token);
    }

    // Client ids hold characters that are wildcards in a pattern, so an id as it stands matches too.
    private static bool IsMatch(string pattern, string clientId)
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

using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;

namespace TokenModule.Cmdlets;

/// <summary>Removes tokens from the cache of the session. The server accepts them until they expire.</summary>
[Cmdlet(VerbsCommon.Clear, "OAuthTokenCache", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearOAuthTokenCacheCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CachedClientIdCompleter))]
    public string[] ClientId { get; set; } = ["*"];

    /// <summary>The token to remove, from Get-OAuthTokenCache.</summary>
    [Parameter(ValueFromPipeline = true)]
    [NotText("Get-OAuthTokenCache")]
    public OAuthToken? Token { get; set; }

    // Without this check, a variable without a value would remove all tokens.
    private bool HasNoSelection
    {
        get
        {
            Dictionary<string, object> bound = MyInvocation.BoundParameters;
            bool expectsToken = MyInvocation.ExpectingInput || bound.ContainsKey(nameof(Token));
            return expectsToken && Token is null && !bound.ContainsKey(nameof(ClientId));
        }
    }

    protected override void ProcessRecord()
    {
        if (HasNoSelection)
        {
            WriteError(ErrorRecords.FromException(TokenText.CreateNotSetError(), null));
            return;
        }

        foreach (OAuthToken token in ModuleSession.Tokens.Tokens.Where(IsSelected))
        {
            string owner = token.UserName is null ? token.ClientId : $"{token.ClientId} ({token.UserName})";
            if (ShouldProcess(owner, "Remove token"))
                ModuleSession.Tokens.Remove(token);
        }
    }

    private bool IsSelected(OAuthToken token)
    {
        return Token is null
            ? Wildcards.MatchesAny(ClientId, token.ClientId, token.Request.Key.Name)
            : ReferenceEquals(Token, token);
    }
}

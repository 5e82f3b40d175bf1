using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Completion;
using TokenModule.Http;

namespace TokenModule.Cmdlets;

/// <summary>Removes tokens from the cache of the session. Without -Revoke, the server accepts them until they expire.</summary>
[Cmdlet(VerbsCommon.Clear, "OAuthTokenCache", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearOAuthTokenCacheCommand : AsyncCmdlet
{
    [Parameter(
        Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Client ids, or names of keys in this session, whose tokens are removed.")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CachedClientIdCompleter))]
    public string[] ClientId { get; set; } = ["*"];

    /// <summary>The token to remove, from Get-OAuthTokenCache.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "The tokens to remove, as returned by Get-OAuthTokenCache.")]
    [NotText("Get-OAuthTokenCache")]
    public OAuthToken? Token { get; set; }

    /// <summary>Also revokes the tokens at the server that issued them.</summary>
    [Parameter(HelpMessage = "Also revokes the tokens at the server that issued them.")]
    public SwitchParameter Revoke { get; set; }

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
            if (!ShouldProcess(owner, Revoke ? "Remove and revoke token" : "Remove token"))
                continue;

            ModuleSession.Tokens.Remove(token);
            if (Revoke)
                Guard(token, () => RevokeToken(token));
        }
    }

    private void RevokeToken(OAuthToken token)
    {
        NetworkOptions network = NetworkOptions.Default with { Report = Report };
        Task revocation = ModuleSession.Revocation.RevokeAsync(token, network, StoppingToken);
        Await(revocation.ContinueWith(_ => true, TaskScheduler.Default));
        revocation.GetAwaiter().GetResult();
    }

    private bool IsSelected(OAuthToken token)
    {
        return Token is null
            ? Wildcards.MatchesAny(ClientId, token.ClientId, token.Request.Key.Name)
            : ReferenceEquals(Token, token);
    }
}

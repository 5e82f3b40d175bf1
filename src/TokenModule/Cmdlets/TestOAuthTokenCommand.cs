using System.Management.Automation;
using TokenModule.Claims;
using TokenModule.Claims.Verification;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Http;

namespace TokenModule.Cmdlets;

/// <summary>Tells whether a token can be used: whether it is good for long enough, has the scopes, and is to be trusted. The reason is on the verbose stream.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OAuthToken")]
[OutputType(typeof(bool))]
public sealed class TestOAuthTokenCommand : VerifyingCmdlet
{
    /// <summary>How long the token has to be good for, at least.</summary>
    [Parameter]
    [LifetimeArgument]
    public TimeSpan MinimumLifetime { get; set; }

    /// <summary>The scopes it has to have, all of them, with or without the name of their application.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [];

    protected override void ProcessRecord() => Guard(null, () => WriteObject(IsUsable()));

    private bool IsUsable()
    {
        string? flaw = FindFlawOrDefault();
        WriteVerbose(flaw ?? "The token can be used.");
        return flaw is null;
    }

    /// <returns>Why the token cannot be used; null where it can.</returns>
    private string? FindFlawOrDefault()
    {
        try
        {
            return RequiresVerification ? FindClaimsFlawOrDefault(VerifyToken())
                : Token?.BaseObject is OAuthToken token ? FindTokenFlawOrDefault(token)
                : FindClaimsFlawOrDefault(ReadClaims());
        }
        catch (TokenFormatException e)
        {
            return e.Message;
        }
        catch (TokenVerificationException e) when (e.IsVerdict)
        {
            return e.Message;
        }
    }

    // An opaque token cannot be read, and what the server said of it is enough for most questions.
    private string? FindTokenFlawOrDefault(OAuthToken token)
    {
        bool isEnough = Audience.Length == 0 && (Scope.Length == 0 || token.Scopes.Count > 0);
        return FindLifetimeFlawOrDefault(token.ExpiresIn) ?? (isEnough ? FindScopeFlawOrDefault([.. token.Scopes.Select(s => ScopeName.FromScope(s).Local), .. token.Scopes]) : FindClaimsFlawOrDefault(ReadClaims()));
    }

    private string? FindClaimsFlawOrDefault(TokenClaims claims)
    {
        bool isForOthers = Audience.Length > 0 && !Audience.Intersect(claims.Audience).Any();
        return isForOthers ? $"The token is for {FormatNames(claims.Audience)}, and not for {FormatNames(Audience)}."
            : FindLifetimeFlawOrDefault(claims.ExpiresIn ?? TimeSpan.MaxValue) ?? FindScopeFlawOrDefault([.. claims.Scopes, .. claims.LocalScopes]);
    }

    private string? FindLifetimeFlawOrDefault(TimeSpan left)
    {
        return left == TimeSpan.Zero ? "The token has ended."
            : left < MinimumLifetime ? $"The token is good for {RelativeTime.FormatSpan(left)} only, and {RelativeTime.FormatSpan(MinimumLifetime)} were asked for."
            : null;
    }

    private string? FindScopeFlawOrDefault(IReadOnlyCollection<string> scopes)
    {
        string[] missing = [.. Scope.Except(scopes)];
        return missing.Length > 0 ? $"The token lacks {FormatNames(missing)}." : null;
    }

    private static string FormatNames(string[] names) => names.Length == 0 ? "nobody" : string.Join(", ", names.Select(name => $"'{ServerText.Clean(name)}'"));
}

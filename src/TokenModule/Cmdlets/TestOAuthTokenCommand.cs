using System.Management.Automation;
using TokenModule.Claims;
using TokenModule.Cmdlets.Arguments;

namespace TokenModule.Cmdlets;

/// <summary>Tells whether a token can be used: whether it is good for long enough, has the scopes, and is to be trusted. The reason is on the verbose stream.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OAuthToken")]
[OutputType(typeof(bool))]
public sealed class TestOAuthTokenCommand : VerifyingCmdlet
{
    /// <summary>How long the token has to be good for, at least.</summary>
    [Parameter]
    public TimeSpan MinimumLifetime { get; set; }

    /// <summary>The scopes it has to have, all of them, with or without the name of their application.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [];

    protected override void ProcessRecord() => Guard(null, () => WriteObject(IsUsable()));

    private bool IsUsable()
    {
        string? flaw = Flaw();
        WriteVerbose(flaw ?? "The token can be used.");
        return flaw is null;
    }

    private string? Flaw()
    {
        try
        {
            if (Token.BaseObject is OAuthToken token && !IsToBeVerified && Audience.Length == 0)
                return FlawOf(token.ExpiresIn, token.Scopes, local: []);

            TokenClaims claims = IsToBeVerified ? Verified() : TokenClaims.Read(TokenText.Of(Token), ModuleSession.Clock);
            bool isForOthers = Audience.Length > 0 && !Audience.Intersect(claims.Audience).Any();
            return isForOthers ? $"The token is for {string.Join(", ", claims.Audience)}, not for {string.Join(" or ", Audience)}."
                : FlawOf(claims.ExpiresIn ?? TimeSpan.MaxValue, claims.Scopes, claims.LocalScopes);
        }
        catch (TokenFormatException e)
        {
            return e.Message;
        }
        catch (Claims.Verification.TokenVerificationException e) when (e.Failure != Failure.KeyUnknown)
        {
            return e.Message;
        }
    }

    private string? FlawOf(TimeSpan left, IReadOnlyCollection<string> scopes, IReadOnlyCollection<string> local)
    {
        string[] missing = [.. Scope.Except(scopes).Except(local)];
        return left == TimeSpan.Zero ? "The token has ended."
            : left < MinimumLifetime ? $"The token is good for {RelativeTime.Span(left)} only."
            : missing.Length > 0 ? $"The token lacks the scope {string.Join(", ", missing)}."
            : null;
    }
}

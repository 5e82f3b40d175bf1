using TokenModule.Claims;
using TokenModule.Claims.Verification;

namespace TokenModule.Checks;

/// <summary>Checks whether a token meets the requirements of a caller.</summary>
internal sealed record TokenCheck
{
    /// <summary>The remaining lifetime that the token must have.</summary>
    public TimeSpan MinimumLifetime { get; init; }

    /// <summary>The scopes that the token must have, with or without the name of their application.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Checks a token by its claims.</summary>
    /// <param name="readClaims">Reads the claims, and can verify the token. An unreadable or untrusted token is a result.</param>
    /// <exception cref="TokenVerificationException">No key is available to verify the token.</exception>
    public TokenCheckResult CheckClaims(Func<TokenClaims> readClaims)
    {
        try
        {
            return CheckClaims(readClaims());
        }
        catch (TokenFormatException e)
        {
            return new TokenCheckResult(TokenFlaw.NotReadable, e.Message);
        }
        catch (TokenVerificationException e) when (e.IsVerdict)
        {
            return new TokenCheckResult(TokenFlaw.NotTrusted, e.Message);
        }
    }

    /// <summary>
    /// Checks a token by the data of the token response where that is enough, because the claims of an opaque token cannot be read.
    /// </summary>
    /// <inheritdoc cref="CheckClaims(Func{TokenClaims})"/>
    public TokenCheckResult CheckToken(OAuthToken token, Func<TokenClaims> readClaims)
    {
        TokenCheckResult lifetime = CheckLifetime(token.ExpiresIn);
        if (!lifetime.IsUsable)
            return lifetime;

        bool needsClaims = Scopes.Count > 0 && token.Scopes.Count == 0;
        return needsClaims
            ? CheckClaims(readClaims)
            : CheckScopes([.. token.Scopes.Select(scope => ScopeName.FromScope(scope).Local), .. token.Scopes]);
    }

    private TokenCheckResult CheckClaims(TokenClaims claims)
    {
        TokenCheckResult lifetime = CheckLifetime(claims.ExpiresIn ?? TimeSpan.MaxValue);
        return lifetime.IsUsable ? CheckScopes([.. claims.Scopes, .. claims.LocalScopes]) : lifetime;
    }

    private TokenCheckResult CheckLifetime(TimeSpan left)
    {
        if (left == TimeSpan.Zero)
            return new TokenCheckResult(TokenFlaw.Expired, "The token has expired.");

        return left >= MinimumLifetime ? TokenCheckResult.Usable : new TokenCheckResult(
            TokenFlaw.LifetimeTooShort,
            $"The token is valid for only {Duration.Format(left)}, but {Duration.Format(MinimumLifetime)} is required.");
    }

    private TokenCheckResult CheckScopes(IReadOnlyCollection<string> granted)
    {
        string[] missing = [.. Scopes.Except(granted)];
        return missing.Length == 0 ? TokenCheckResult.Usable : new TokenCheckResult(
            TokenFlaw.ScopeMissing, $"The token does not have the required scope {NameList.JoinQuoted(missing)}.");
    }

}

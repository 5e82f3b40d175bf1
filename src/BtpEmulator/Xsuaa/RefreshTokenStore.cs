using System.Collections.Concurrent;

namespace BtpEmulator;

/// <summary>The refresh tokens that are still good.</summary>
internal sealed class RefreshTokenStore(Landscape landscape)
{
    private readonly ConcurrentDictionary<string, RefreshToken> tokens = new(StringComparer.Ordinal);

    public string Issue(AccessTokenRequest granted)
    {
        var value = $"{Guid.NewGuid():N}-r";
        tokens[value] = new RefreshToken(granted, landscape.Now + landscape.Settings.RefreshTokenLifetime);
        return value;
    }

    /// <summary>Takes a token in; with rotation on, two callers with the same token cannot both succeed.</summary>
    public AccessTokenRequest Redeem(string value, OAuthClient client)
    {
        if (!tokens.TryGetValue(value, out var token) || token.ExpiresAt <= landscape.Now) throw CreateUnknownTokenError();
        if (token.Granted.Client.Id != client.Id) throw OAuthErrorException.CreateInvalidGrant("Wrong client for this refresh token");
        return !landscape.Settings.RotateRefreshTokens || tokens.TryRemove(value, out _) ? token.Granted : throw CreateUnknownTokenError();
    }

    private static OAuthErrorException CreateUnknownTokenError() =>
        OAuthErrorException.CreateInvalidToken("The token expired, was revoked, or the token ID is incorrect.");
}

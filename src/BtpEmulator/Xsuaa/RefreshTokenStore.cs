using System.Collections.Concurrent;

namespace BtpEmulator.Xsuaa;

/// <summary>The refresh tokens that were issued and not yet replaced.</summary>
internal sealed class RefreshTokenStore(Landscape landscape)
{
    private readonly ConcurrentDictionary<string, RefreshToken> tokens = new(StringComparer.Ordinal);

    public string Issue(AccessTokenRequest granted)
    {
        string value = $"{Guid.NewGuid():N}-r";
        tokens[value] = new RefreshToken(granted, landscape.Now + landscape.Settings.RefreshTokenLifetime);
        return value;
    }

    /// <summary>Redeems a refresh token. With rotation, only one of two concurrent callers with the same token succeeds.</summary>
    public AccessTokenRequest Redeem(string value, OAuthClient client)
    {
        if (!tokens.TryGetValue(value, out RefreshToken? token) || token.ExpiresAt <= landscape.Now) throw CreateUnknownTokenError();
        if (token.Granted.Client.Id != client.Id) throw OAuthErrorException.CreateInvalidGrant("Wrong client for this refresh token");
        return !landscape.Settings.RotateRefreshTokens || tokens.TryRemove(value, out _) ? token.Granted : throw CreateUnknownTokenError();
    }

    private static OAuthErrorException CreateUnknownTokenError() =>
        OAuthErrorException.CreateInvalidToken("The token expired, was revoked, or the token ID is incorrect.");
}

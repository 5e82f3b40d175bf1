namespace BtpEmulator;

/// <summary>What a refresh token stands for.</summary>
internal sealed record RefreshToken(OAuthClient Client, User User, IReadOnlyList<string> Scopes, Zone Zone, DateTimeOffset ExpiresAt);

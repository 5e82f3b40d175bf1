namespace BtpEmulator;

/// <summary>What a refresh token stands for: the grant it came with.</summary>
internal sealed record RefreshToken(AccessTokenRequest Granted, DateTimeOffset ExpiresAt);

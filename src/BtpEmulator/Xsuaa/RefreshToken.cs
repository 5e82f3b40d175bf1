namespace BtpEmulator.Xsuaa;

/// <summary>The grant that a refresh token renews, and the time when the refresh token expires.</summary>
internal sealed record RefreshToken(AccessTokenRequest Granted, DateTimeOffset ExpiresAt);

namespace BtpEmulator;

/// <summary>What an authorization code stands for.</summary>
/// <param name="Client">The client that may redeem it.</param>
/// <param name="RedirectUri">The address it was sent to.</param>
/// <param name="Challenge">RFC 7636, made from the code verifier.</param>
/// <param name="Scopes">What it will allow.</param>
/// <param name="Origin">The identity provider of the user.</param>
/// <param name="User">Who signed in.</param>
/// <param name="ExpiresAt">When it is good no more.</param>
internal sealed record AuthorizationCode(
    OAuthClient Client, string RedirectUri, string? Challenge, IReadOnlyList<string> Scopes, string Origin, User User, DateTimeOffset ExpiresAt);

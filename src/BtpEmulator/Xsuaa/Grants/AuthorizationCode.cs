namespace BtpEmulator.Xsuaa.Grants;

/// <summary>The data of an authorization code.</summary>
/// <param name="Client">The client that may redeem the code.</param>
/// <param name="RedirectUri">The redirect URI that the code was sent to.</param>
/// <param name="Challenge">The code challenge of RFC 7636; null when the request had none.</param>
/// <param name="Scopes">The scopes of the token.</param>
/// <param name="Origin">The identity provider of the user.</param>
/// <param name="User">The user who signed in.</param>
/// <param name="ExpiresAt">The time when the code expires.</param>
internal sealed record AuthorizationCode(
    OAuthClient Client,
    string RedirectUri,
    string? Challenge,
    IReadOnlyList<string> Scopes,
    string Origin,
    User User,
    DateTimeOffset ExpiresAt);

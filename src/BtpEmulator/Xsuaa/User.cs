namespace BtpEmulator.Xsuaa;

/// <summary>A person who can sign in with a password.</summary>
/// <param name="Id">The user ID in the UAA.</param>
/// <param name="Name">The user name, an e-mail address.</param>
/// <param name="Password">The password without the second factor.</param>
/// <param name="OneTimeCode">The second-factor code that is appended to the password; null when the user has no second factor.</param>
/// <param name="GivenName">The first name.</param>
/// <param name="FamilyName">The last name.</param>
/// <param name="RoleCollections">The assigned role collections, as the BTP cockpit shows them.</param>
internal sealed record User(
    string Id,
    string Name,
    string Password,
    string? OneTimeCode,
    string GivenName,
    string FamilyName,
    IReadOnlyList<string> RoleCollections);

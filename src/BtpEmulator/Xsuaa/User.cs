namespace BtpEmulator;

/// <summary>A person who can sign in with a password.</summary>
/// <param name="Id">The id in the UAA.</param>
/// <param name="Name">The user name, an e-mail address.</param>
/// <param name="Password">The password without the second factor.</param>
/// <param name="OneTimeCode">The code that has to follow the password, when the user has a second factor.</param>
/// <param name="GivenName">The first name.</param>
/// <param name="FamilyName">The last name.</param>
/// <param name="RoleCollections">What the user may do, as the cockpit shows it.</param>
internal sealed record User(
    string Id, string Name, string Password, string? OneTimeCode, string GivenName, string FamilyName, IReadOnlyList<string> RoleCollections);

namespace BtpEmulator;

/// <summary>What a token must allow for an operation: one of several scopes.</summary>
/// <param name="AnyOf">Complete scopes, application name included; none lets every good token through.</param>
internal sealed record RequiredScope(IReadOnlyList<string> AnyOf);

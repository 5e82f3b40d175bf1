namespace BtpEmulator;

/// <summary>What a token must allow for an operation: one of several scopes.</summary>
/// <param name="AnyOf">Complete scopes, application name included.</param>
internal sealed record RequiredScope(IReadOnlyList<string> AnyOf);

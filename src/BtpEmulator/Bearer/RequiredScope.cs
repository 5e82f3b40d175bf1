namespace BtpEmulator.Bearer;

/// <summary>The scopes of an operation. A token needs one of them.</summary>
/// <param name="AnyOf">Full scope names including the application name. When empty, every valid token is accepted.</param>
internal sealed record RequiredScope(IReadOnlyList<string> AnyOf);

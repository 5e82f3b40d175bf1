namespace TokenModule.Checks;

/// <summary>The result of checking whether a token is usable.</summary>
/// <param name="Flaw">The first requirement that the token does not meet.</param>
/// <param name="Message">The result as a sentence, without secrets.</param>
internal sealed record TokenCheckResult(TokenFlaw Flaw, string Message)
{
    public static TokenCheckResult Usable { get; } = new(TokenFlaw.None, "The token is usable.");

    public bool IsUsable => Flaw == TokenFlaw.None;
}

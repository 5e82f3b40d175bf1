namespace TokenModule.Claims.Verification;

/// <summary>A token is not trusted, or no key is available to verify it. The message names the failed check.</summary>
public sealed class TokenVerificationException : BtpException
{
    internal TokenVerificationException(Failure failure, string what, string action, Exception? innerException = null)
        : base(failure, what, action, call: null, innerException)
    {
    }

    /// <summary>Whether the token was checked and rejected. False when the check was not possible.</summary>
    public bool IsVerdict { get; private init; }

    /// <param name="failure">The check that failed.</param>
    /// <param name="reason">The result of the check, as the end of a sentence.</param>
    /// <param name="action">The advice for the user.</param>
    internal static TokenVerificationException CreateRejected(Failure failure, string reason, string action = "Do not use its content.")
    {
        return new TokenVerificationException(failure, $"The token is not trusted: {reason}.", action) { IsVerdict = true };
    }
}

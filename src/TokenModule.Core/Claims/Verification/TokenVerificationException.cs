namespace TokenModule.Claims.Verification;

/// <summary>A token that is not to be trusted, or whose keys cannot be found. The message says which check failed.</summary>
public sealed class TokenVerificationException : BtpException
{
    internal TokenVerificationException(Failure failure, string message, Exception? innerException = null)
        : base(failure, message, innerException)
    {
    }

    /// <summary>Whether this says something about the token; false where there was nothing to check it with.</summary>
    public bool IsVerdict { get; private init; }

    /// <param name="failure">The check that failed.</param>
    /// <param name="why">What it found, as the end of a sentence.</param>
    internal static TokenVerificationException CreateRejected(Failure failure, string why)
    {
        return new TokenVerificationException(failure, $"The token is not to be trusted: {why}.") { IsVerdict = true };
    }
}

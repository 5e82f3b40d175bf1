namespace TokenModule.Claims.Verification;

/// <summary>A token that is not to be trusted, or whose keys cannot be found. The message says which check failed.</summary>
public sealed class TokenVerificationException : BtpException
{
    internal TokenVerificationException(Failure failure, string message, Exception? innerException = null)
        : base(failure, message, innerException)
    {
    }
}

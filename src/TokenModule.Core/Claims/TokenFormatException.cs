namespace TokenModule.Claims;

/// <summary>The text is not a JWT, or the token cannot be read. The message never contains the text.</summary>
public sealed class TokenFormatException : BtpException
{
    internal TokenFormatException(Failure failure, string what, string action, Exception? innerException = null)
        : base(failure, what, action, call: null, innerException)
    {
    }

    /// <param name="reason">Why the text is not a JWT, as the end of a sentence.</param>
    /// <param name="cause">The exception of the parser.</param>
    internal static TokenFormatException CreateMalformed(string reason, Exception? cause = null)
    {
        return new TokenFormatException(
            Failure.TokenMalformed,
            $"The text is not a valid JWT: {reason}.",
            "Pass the complete token, as Get-OAuthToken returns it.",
            cause);
    }
}

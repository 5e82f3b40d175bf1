namespace TokenModule.Claims;

/// <summary>A text that is no JWT, or one that cannot be read. The message says where it stops being one and never repeats it.</summary>
public sealed class TokenFormatException : BtpException
{
    internal TokenFormatException(Failure failure, string message, Exception? innerException = null)
        : base(failure, message, innerException)
    {
    }

    internal static TokenFormatException CreateMalformed(string what, Exception? cause = null)
    {
        return new TokenFormatException(Failure.TokenMalformed, $"This is no JWT: {what}. Pass the whole token, as Get-OAuthToken gives it.", cause);
    }
}

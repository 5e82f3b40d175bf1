namespace TokenModule.Tokens;

/// <summary>
/// Shortens the errors of a pipeline after the first error that requires a sign-in. Many calls would otherwise repeat the same advice.
/// </summary>
internal sealed class SignInErrors
{
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);

    /// <returns>The exception itself, or a shorter exception that refers to the first error.</returns>
    public BtpException Shorten(BtpException exception)
    {
        bool isRepeated = exception.Failure == Failure.CredentialRequired && !reported.Add(exception.Message);
        return isRepeated
            ? new TokenRequestException(
                Failure.CredentialRequired, "This call failed too, because no user is signed in.", "See the first error.")
            : exception;
    }
}

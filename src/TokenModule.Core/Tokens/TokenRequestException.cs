using TokenModule.Http;

namespace TokenModule.Tokens;

/// <summary>
/// A token could not be obtained: the token endpoint rejected the request, its response has no token, or a sign-in is required.
/// </summary>
public sealed class TokenRequestException : BtpException
{
    internal TokenRequestException(Failure failure, string what, string action, FailedCall? call = null, Exception? innerException = null)
        : base(failure, what, action, call, innerException)
    {
    }

    /// <summary>The OAuth error code of the response (RFC 6749 section 5.2), such as <c>invalid_scope</c>.</summary>
    public string? Error => Code;
}

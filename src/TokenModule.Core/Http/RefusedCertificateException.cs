using System.Security.Authentication;

namespace TokenModule.Http;

/// <summary>The certificate of a server was refused. The message is a clause that describes the reason.</summary>
/// <param name="message">The reason, as a clause.</param>
/// <param name="isUntrusted">Whether a trusted root certificate is missing on this computer.</param>
internal sealed class RefusedCertificateException(string message, bool isUntrusted) : AuthenticationException(message)
{
    public bool IsUntrusted { get; } = isUntrusted;
}

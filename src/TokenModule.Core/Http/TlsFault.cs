using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace TokenModule.Http;

/// <summary>Describes in words why no secure connection could be made.</summary>
internal static class TlsFault
{
    // The words of OpenSSL and Schannel for the alerts of RFC 8446, section 6.2, that refuse a client certificate.
    private static readonly string[] CertificateAlerts =
    [
        "alert certificate required", "alert bad certificate", "alert unsupported certificate", "alert certificate revoked",
        "alert certificate expired", "alert certificate unknown", "alert unknown ca", "alert access denied",
    ];

    private static readonly string[] VersionAlerts = ["alert protocol version", "unsupported protocol", "alert insufficient security", "no protocols available"];

    private static readonly string[] HandshakeAlerts = ["alert handshake failure"];

    private static readonly string[] PlainText = ["frame", "wrong version number", "packet length too long", "http request"];

    /// <returns>The exception, or null where the failure has another reason than TLS.</returns>
    public static TransportException? DescribeOrDefault(TransportRequest call, Exception exception, int attempts)
    {
        string? clause = FindClause(call, exception);
        if (clause is null)
            return null;

        string message = $"No secure connection to {call.Address.Authority}: {clause}.{TransportRequest.FormatCorrelationId(call.CorrelationId)}";
        return new TransportException(Failure.TlsFailed, message, exception) { Attempts = attempts, CorrelationId = call.CorrelationId };
    }

    /// <returns>The reason, and as a sentence after it the advice.</returns>
    private static string? FindClause(TransportRequest call, Exception exception)
    {
        Exception[] causes = [.. ListCauses(exception)];
        if (causes.OfType<RefusedCertificateException>().FirstOrDefault() is { } refused)
            return $"{refused.Message}. {(refused.IsUntrusted ? TrustAdvice : "Check the address, this machine's clock, and that no proxy replaces certificates")}";
        if (ContainsAny(causes, CertificateAlerts))
        {
            return call.Certificate is null
                ? "the server requires a client certificate. Use a service key that contains a certificate"
                : "the server refused the client certificate. Check that the key still exists and that its certificate is the one that was issued with it";
        }

        if (causes.OfType<AuthenticationException>().LastOrDefault() is not { } failed)
            return null;
        if (ContainsAny(causes, PlainText))
            return "the server does not speak TLS on this port, as if it were a port for http. Check the scheme and the port of the address";
        if (ContainsAny(causes, VersionAlerts))
            return "the server and this machine have no TLS version in common. Ask the server's administrator to enable TLS 1.2 or 1.3";
        if (ContainsAny(causes, HandshakeAlerts))
            return "the server ended the handshake: it may require a client certificate, or accept no cipher of this machine. Check the key and the server's settings";

        return $"{(failed.InnerException ?? failed).Message.Split('.')[0]}. Check the host's certificate, and that no proxy replaces certificates";
    }

    private static string TrustAdvice => "Add the issuer's root certificate to the certificate store of the operating system"
        + (RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? ", or name a file with trusted certificates in SSL_CERT_FILE before PowerShell starts" : string.Empty);

    private static IEnumerable<Exception> ListCauses(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }

    private static bool ContainsAny(Exception[] causes, string[] words)
    {
        return causes.Any(e => words.Any(w => e.Message.Contains(w, StringComparison.OrdinalIgnoreCase)));
    }
}

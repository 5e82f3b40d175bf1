using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace TokenModule.Http;

/// <summary>Explains why a TLS connection failed.</summary>
internal static class TlsFault
{
    // The texts of OpenSSL and Schannel for the alerts of RFC 8446 section 6.2 that refuse a client certificate.
    private static readonly string[] CertificateAlerts =
    [
        "alert certificate required", "alert bad certificate", "alert unsupported certificate", "alert certificate revoked",
        "alert certificate expired", "alert certificate unknown", "alert unknown ca", "alert access denied",
    ];

    private static readonly string[] VersionAlerts =
        ["alert protocol version", "unsupported protocol", "alert insufficient security", "no protocols available"];

    private static readonly string[] HandshakeAlerts = ["alert handshake failure"];

    private static readonly string[] PlainText = ["frame", "wrong version number", "packet length too long", "http request"];

    /// <returns>The exception, or null when TLS is not the cause of the failure.</returns>
    public static TransportException? DescribeOrDefault(TransportRequest call, Exception exception, int attempts)
    {
        return FindReason(call, exception) is not (string reason, string action) ? null
            : new TransportException(
                Failure.TlsFailed,
                $"No secure connection to {call.Address.Authority}: {reason}.",
                action,
                new FailedCall(call),
                exception) { Attempts = attempts };
    }

    private static (string Reason, string Action)? FindReason(TransportRequest call, Exception exception)
    {
        Exception[] causes = [.. ListCauses(exception)];
        if (causes.OfType<RefusedCertificateException>().FirstOrDefault() is { } refused)
        {
            const string OtherAdvice = "Check the address, the clock of this computer, and that no proxy replaces certificates.";
            return (refused.Message, refused.IsUntrusted ? TrustAdvice : OtherAdvice);
        }

        if (ContainsAny(causes, CertificateAlerts))
        {
            return call.Certificate is null
                ? ("the server requires a client certificate", "Use a service key that contains a certificate.")
                : (
                    "the server refused the client certificate",
                    "Check that the key still exists and that its certificate was issued with the key.");
        }

        if (causes.OfType<AuthenticationException>().LastOrDefault() is not { } failed)
            return null;
        if (ContainsAny(causes, PlainText))
            return ("the server does not use TLS on this port. It may be a port for http", "Check the scheme and the port of the address.");
        if (ContainsAny(causes, VersionAlerts))
        {
            return ("the server and this computer have no TLS version in common",
                "Ask the administrator of the server to enable TLS 1.2 or 1.3.");
        }

        if (ContainsAny(causes, HandshakeAlerts))
        {
            return ("the server ended the handshake. It may require a client certificate, or accept no cipher of this computer",
                "Check the key and the settings of the server.");
        }

        return (
            (failed.InnerException ?? failed).Message.Split('.')[0],
            "Check the certificate of the host, and that no proxy replaces certificates.");
    }

    private static string TrustAdvice => RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
        ? "Add the issuer's root certificate to the certificate store of the operating system, "
            + "or name a file with trusted certificates in SSL_CERT_FILE before PowerShell starts."
        : "Add the issuer's root certificate to the certificate store of the operating system.";

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

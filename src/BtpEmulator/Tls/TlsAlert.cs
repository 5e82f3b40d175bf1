namespace BtpEmulator.Tls;

/// <summary>The TLS alerts for invalid certificates (RFC 5246 section 7.2).</summary>
internal enum TlsAlert
{
    /// <summary>The certificate is valid.</summary>
    None = 0,
    BadCertificate = 42,
    CertificateExpired = 45,
    UnknownAuthority = 48,
}

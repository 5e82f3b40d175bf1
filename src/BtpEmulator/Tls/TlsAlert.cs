namespace BtpEmulator;

/// <summary>RFC 5246 section 7.2: what can be wrong with a certificate.</summary>
internal enum TlsAlert
{
    /// <summary>Nothing.</summary>
    None = 0,
    BadCertificate = 42,
    CertificateExpired = 45,
    UnknownAuthority = 48,
}

namespace BtpEmulator.Tls;

/// <summary>A client certificate and its private key, in the format of service keys.</summary>
/// <param name="CertificatePem">The certificate, followed by the intermediate that issued it.</param>
/// <param name="KeyPem">The private key: PKCS#1 for RSA, SEC 1 for elliptic curves.</param>
public sealed record IssuedClientCertificate(string CertificatePem, string KeyPem);

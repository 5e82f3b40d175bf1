namespace BtpEmulator;

/// <summary>What a client authenticates with instead of a secret, as service keys hold it.</summary>
/// <param name="CertificatePem">The certificate and the intermediate that issued it, the certificate first.</param>
/// <param name="KeyPem">The private key: PKCS#1 for RSA, SEC 1 for elliptic curves.</param>
public sealed record IssuedClientCertificate(string CertificatePem, string KeyPem);

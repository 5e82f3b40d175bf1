using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenModule.Http;

namespace TokenModule.ServiceKeys.Credentials;

/// <summary>
/// A client certificate with its chain and private key, used for the TLS connection (RFC 8705 section 2). The private key stays in memory.
/// </summary>
internal sealed class ClientCertificate : ClientCredential
{
    private static readonly bool isWindows = Environment.OSVersion.Platform == PlatformID.Win32NT;

    private readonly string? chain;
    private readonly Secret? privateKey;
    private readonly X509Certificate2? given;
    private readonly X509Certificate2Collection issuers = [];

    private ClientCertificate(X509Certificate2 certificate)
    {
        Subject = certificate.Subject;
        ValidFrom = certificate.NotBefore;
        ExpiresAt = certificate.NotAfter;
        Fingerprint = certificate.Thumbprint;
    }

    private ClientCertificate(X509Certificate2 certificate, string chain, Secret privateKey)
        : this(certificate)
    {
        this.chain = chain;
        this.privateKey = privateKey;
    }

    private ClientCertificate(X509Certificate2 given, X509Certificate2Collection issuers)
        : this(given)
    {
        this.given = given;
        this.issuers = issuers;
    }

    public override string Fingerprint { get; }

    public override IReadOnlyList<Secret> Secrets => privateKey is null ? [] : [privateKey];

    public string Subject { get; }

    public DateTimeOffset ValidFrom { get; }

    public DateTimeOffset ExpiresAt { get; }

    /// <param name="chain">The client certificate in PEM, followed by the certificates of its issuers.</param>
    /// <param name="privateKey">The private key in PEM, not encrypted.</param>
    /// <exception cref="CryptographicException">The certificate or the key cannot be read, or they do not match.</exception>
    /// <exception cref="PlatformNotSupportedException">Windows PowerShell 5.1 cannot read PEM.</exception>
    public static ClientCertificate FromPem(string chain, Secret privateKey)
    {
        string certificates = PemText.Repair(chain);
        Secret key = new(PemText.Repair(privateKey.Reveal()));
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(certificates, key.Reveal());
        return new ClientCertificate(certificate, certificates, key);
    }

    /// <param name="text">The client certificate, the certificates of its issuers, and the encrypted private key in PEM.</param>
    /// <param name="password">The password of the private key.</param>
    /// <exception cref="CryptographicException">The text cannot be read, or the password is wrong.</exception>
    /// <exception cref="PlatformNotSupportedException">Windows PowerShell 5.1 cannot read PEM.</exception>
    public static ClientCertificate FromEncryptedPem(string text, Secret password)
    {
        X509Certificate2 leaf = X509Certificate2.CreateFromEncryptedPem(text, text, password.Reveal());
        X509Certificate2Collection all = [];
        all.ImportFromPem(text);
        return new ClientCertificate(isWindows ? LoadIntoWindowsStore(leaf) : leaf, all);
    }

    /// <summary>Uses certificates that the caller loaded from a store or a file. The caller disposes them.</summary>
    /// <exception cref="CryptographicException">The client certificate has no private key.</exception>
    public static ClientCertificate FromCertificates(X509Certificate2 certificate, params X509Certificate2[] issuers)
    {
        if (!certificate.HasPrivateKey)
            throw new CryptographicException("The certificate has no private key.");

        return new ClientCertificate(certificate, new X509Certificate2Collection(issuers));
    }

    /// <summary>Loads the certificates for one connection. The connection disposes them.</summary>
    public CertificateChain Load()
    {
        if (given is not null)
            return new CertificateChain(given, issuers, isOwned: false);

        X509Certificate2Collection loaded = [];
        loaded.ImportFromPem(chain!);
        X509Certificate2 leaf = X509Certificate2.CreateFromPem(chain!, privateKey!.Reveal());
        return new CertificateChain(isWindows ? LoadIntoWindowsStore(leaf) : leaf, loaded, isOwned: true);
    }

    // Windows can use only a private key in its own store. It keeps the key under a random name until the object is disposed.
    private static X509Certificate2 LoadIntoWindowsStore(X509Certificate2 leaf)
    {
        using (leaf)
        {
            return new X509Certificate2(leaf.Export(X509ContentType.Pkcs12));
        }
    }
}

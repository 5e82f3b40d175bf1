using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenModule.Json;
using TokenModule.ServiceKeys.Sources;

namespace TokenModule.ServiceKeys.Credentials;

/// <summary>Reads a client certificate with its private key from files: PEM (RFC 7468) or PKCS#12 (RFC 7292).</summary>
internal static class CertificateFile
{
    private const string Boundary = "-----BEGIN ";
    private const string EncryptedKey = "ENCRYPTED";

    /// <param name="paths">One file, or the PEM files of the certificate, its issuers and its private key.</param>
    /// <param name="password">The password of the file, or null.</param>
    /// <exception cref="ServiceKeyException">A file cannot be read, or the files contain no certificate with a private key.</exception>
    public static ClientCertificate Read(IReadOnlyList<string> paths, Secret? password)
    {
        byte[][] contents = [.. paths.Select(path => KeyFileBytes.ReadBytes(path))];
        string?[] texts = [.. contents.Select(StrictText.DecodeFileOrDefault)];
        bool isPem = texts.All(text => text?.Contains(Boundary) == true);
        try
        {
            if (isPem)
                return ReadPem(string.Join("\n", texts), password);
            return paths.Count == 1
                ? ReadPkcs12(contents[0], password)
                : throw CreateError(paths[0], "Several files must all be in PEM format. Pass one PKCS#12 file, or PEM files.");
        }
        catch (CryptographicException e)
        {
            throw CreateError(paths[0], DescribeCause(isPem, password), e);
        }
        catch (ArgumentException e)
        {
            throw CreateError(paths[0], DescribeCause(isPem, password), e);
        }
        catch (PlatformNotSupportedException e)
        {
            throw CreateError(paths[0], "Windows PowerShell cannot read PEM. Use PowerShell 7, or pass a PKCS#12 (.pfx) file.", e);
        }
    }

    private static ClientCertificate ReadPem(string text, Secret? password)
    {
        return text.Contains(EncryptedKey)
            ? ClientCertificate.FromEncryptedPem(text, password ?? throw new CryptographicException("The private key is encrypted."))
            : ClientCertificate.FromPem(text, new Secret(text));
    }

    private static ClientCertificate ReadPkcs12(byte[] content, Secret? password)
    {
        X509Certificate2Collection certificates = [];
        certificates.Import(content, password?.Reveal(), X509KeyStorageFlags.DefaultKeySet);
        X509Certificate2[] all = [.. certificates.Cast<X509Certificate2>()];
        X509Certificate2 client = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new CryptographicException("The file contains no private key.");
        return ClientCertificate.FromCertificates(client, [.. all.Where(certificate => certificate != client)]);
    }

    private static string DescribeCause(bool isPem, Secret? password)
    {
        string format = isPem ? "PEM" : "PKCS#12";
        string advice = password is null
            ? "If the file is encrypted, pass its password with -CertificatePassword."
            : "Check -CertificatePassword.";
        return $"No client certificate with its private key can be read from the file ({format}). {advice} "
            + "A PEM file needs the certificate and the private key; pass two files as a list: -Certificate ./tls.crt, ./tls.key.";
    }

    private static ServiceKeyException CreateError(string path, string message, Exception? cause = null)
    {
        return new ServiceKeyException(Failure.CertificateInvalid, path, message, cause);
    }
}

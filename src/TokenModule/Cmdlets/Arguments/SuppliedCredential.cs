using System.Management.Automation;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Converts the parameters that supply the credential of a key.</summary>
internal static class SuppliedCredential
{
    private const string Source = "the parameters";

    /// <returns>The credential, or null when no parameter supplies one.</returns>
    /// <exception cref="ServiceKeyException">There are two credentials, or the certificate cannot be used.</exception>
    public static ClientCredential? CreateOrDefault(
        PSCmdlet cmdlet, SecureString? secret, object[] certificate, SecureString? certificatePassword)
    {
        if (secret is not null && certificate.Length > 0)
            throw CreateError(Failure.ServiceKeyAmbiguous, "A key has one credential. Use either -ClientSecret or -Certificate.");
        if (certificatePassword is not null && certificate.Length == 0)
        {
            throw CreateError(
                Failure.CertificateInvalid, "-CertificatePassword is the password of a file. Pass the file with -Certificate.");
        }

        if (secret is not null)
            return new ClientSecret(new Secret(secret));

        return certificate.Length == 0 ? null : LoadCertificate(cmdlet, certificate, certificatePassword);
    }

    private static ClientCertificate LoadCertificate(PSCmdlet cmdlet, object[] arguments, SecureString? password)
    {
        object[] values = [.. arguments.Select(argument => argument is PSObject wrapped ? wrapped.BaseObject : argument)];
        if (values.All(value => value is X509Certificate2))
            return UseCertificates([.. values.Cast<X509Certificate2>()]);
        if (values.Length == 1 && values[0] is string text && CertificateStore.IsThumbprint(text))
            return CertificateStore.Find(text);
        if (values.All(value => value is string or FileInfo))
        {
            IEnumerable<string> paths = values.Select(value => value is FileInfo file ? file.FullName : (string)value);
            return CertificateFile.Read(
                [.. paths.Select(path => KeyPath.ResolveLiteral(cmdlet, path))],
                password is null ? null : new Secret(password));
        }

        throw CreateError(
            Failure.CertificateInvalid,
            "-Certificate accepts a certificate object, the path of a PEM or PKCS#12 file, or the thumbprint of a certificate in the "
                + "personal store of the user.");
    }

    private static ClientCertificate UseCertificates(X509Certificate2[] certificates)
    {
        try
        {
            return ClientCertificate.FromCertificates(certificates[0], [.. certificates.Skip(1)]);
        }
        catch (CryptographicException)
        {
            throw CreateError(
                Failure.CertificateInvalid,
                "The certificate has no private key, or the private key cannot be used. "
                    + "Pass the certificate with its private key, for example from Get-PfxCertificate.");
        }
    }

    private static ServiceKeyException CreateError(Failure failure, string message) => new(failure, Source, message);
}

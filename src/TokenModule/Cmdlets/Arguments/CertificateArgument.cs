using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Loads the client certificate of a parameter that accepts a certificate, a path or a thumbprint.</summary>
internal static class CertificateArgument
{
    /// <param name="cmdlet">Resolves paths.</param>
    /// <param name="parameter">The name of the parameter, for messages.</param>
    /// <param name="arguments">The value of the parameter.</param>
    /// <param name="password">The password of the file, or null.</param>
    /// <exception cref="ServiceKeyException">The argument is not a certificate with its private key.</exception>
    public static ClientCertificate Load(PSCmdlet cmdlet, string parameter, object[] arguments, Secret? password)
    {
        object[] values = [.. arguments.Select(argument => argument is PSObject wrapped ? wrapped.BaseObject : argument)];
        if (values.All(value => value is X509Certificate2))
            return UseCertificates(parameter, [.. values.Cast<X509Certificate2>()]);
        if (values.Length == 1 && values[0] is string text && CertificateStore.IsThumbprint(text))
            return CertificateStore.Find(text);
        if (values.All(value => value is string or FileInfo))
        {
            IEnumerable<string> paths = values.Select(value => value is FileInfo file ? file.FullName : (string)value);
            return CertificateFile.Read([.. paths.Select(path => KeyPath.ResolveLiteral(cmdlet, path))], password);
        }

        throw CreateError(
            parameter,
            "The parameter accepts a certificate object, the path of a PEM or PKCS#12 file, or the thumbprint of a certificate in the "
                + "personal store of the user.");
    }

    private static ClientCertificate UseCertificates(string parameter, X509Certificate2[] certificates)
    {
        try
        {
            return ClientCertificate.FromCertificates(certificates[0], [.. certificates.Skip(1)]);
        }
        catch (CryptographicException)
        {
            throw CreateError(
                parameter,
                "The certificate has no private key, or the private key cannot be used. "
                    + "Pass the certificate with its private key, for example from Get-PfxCertificate.");
        }
    }

    private static ServiceKeyException CreateError(string parameter, string message)
    {
        return new ServiceKeyException(Failure.CertificateInvalid, parameter, message);
    }
}

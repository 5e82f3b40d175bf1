using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>Converts parameters with single values of a key.</summary>
internal static class KeyValues
{
    public static ClientCredential CreateCredential(SecureString? secret, X509Certificate2[] certificate)
    {
        if (secret is not null)
            return new ClientSecret(new Secret(secret));

        try
        {
            return ClientCertificate.FromCertificates(certificate[0], [.. certificate.Skip(1)]);
        }
        catch (CryptographicException)
        {
            throw new ServiceKeyException(
                Failure.CertificateInvalid,
                "the parameters",
                "The certificate has no private key, or the private key cannot be used. "
                    + "Pass the certificate with its private key, for example from Get-PfxCertificate.");
        }
    }

    public static IReadOnlyDictionary<string, Uri> ParseEndpoints(Hashtable endpoints)
    {
        return endpoints.Cast<DictionaryEntry>().ToDictionary(e => LanguagePrimitives.ConvertTo<string>(e.Key), e => ToUri(e.Value));
    }

    // A text that is not a URL becomes a relative one. ServiceKeyValues reports it with the name of the endpoint.
    private static Uri ToUri(object? value)
    {
        string text = LanguagePrimitives.ConvertTo<string>(value);
        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? address) ? address : new Uri(string.Empty, UriKind.Relative);
    }
}

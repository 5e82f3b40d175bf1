using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.Cmdlets.Arguments;

/// <summary>The single values of a key, as parameters give them.</summary>
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
            throw new ServiceKeyException(Failure.CertificateInvalid, "the parameters", "Certificate has no private key, or one that cannot be used. Give the one that was issued with the key, such as Get-PfxCertificate reads it.");
        }
    }

    public static IReadOnlyDictionary<string, Uri> ParseEndpoints(Hashtable endpoints)
    {
        return endpoints.Cast<DictionaryEntry>().ToDictionary(e => LanguagePrimitives.ConvertTo<string>(e.Key), e => ToUri(e.Value));
    }

    // What is no address becomes one that the key refuses with its name.
    private static Uri ToUri(object? value)
    {
        return Uri.TryCreate(LanguagePrimitives.ConvertTo<string>(value), UriKind.RelativeOrAbsolute, out Uri? address) ? address : new Uri(string.Empty, UriKind.Relative);
    }
}

using System.Security.Cryptography;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>Reads the credential of a client: <c>clientsecret</c>, or <c>certificate</c> and <c>key</c>.</summary>
internal static class ClientCredentialMembers
{
    private const string UnreadableError =
        "'certificate' and 'key' cannot be read, or do not match. Paste the whole service key, or create a new one.";

    private const string NotSupportedError =
        "Windows PowerShell cannot read the certificate in the key. Use PowerShell 7, or import the certificate to a certificate store "
            + "and pass it with -TokenUrl, -ClientId and -Certificate.";

    /// <exception cref="ServiceKeyException">The key contains no credential, or the certificate cannot be used.</exception>
    public static ClientCredential ReadCredential(KeyMembers members)
    {
        bool isX509 = members.GetTextOrDefault("credential-type") == "x509";
        bool hasCertificate = members.GetTextOrDefault("certificate") is not null && members.GetTextOrDefault("key") is not null;
        // A key with a secret can also have empty or outdated certificate members.
        if (members.GetTextOrDefault("clientsecret") is { } secret && !(isX509 && hasCertificate))
            return new ClientSecret(new Secret(secret));

        return isX509 || hasCertificate ? ReadCertificate(members) : new ClientSecret(new Secret(members.RequireText("clientsecret")));
    }

    private static ClientCertificate ReadCertificate(KeyMembers members)
    {
        string chain = members.RequireText("certificate");
        Secret key = new(members.RequireText("key"));
        try
        {
            return ClientCertificate.FromPem(chain, key);
        }
        catch (CryptographicException)
        {
            throw CreateInvalidCertificateError(members, UnreadableError);
        }
        catch (ArgumentException)
        {
            throw CreateInvalidCertificateError(members, UnreadableError);
        }
        catch (PlatformNotSupportedException)
        {
            throw CreateInvalidCertificateError(members, NotSupportedError);
        }
    }

    private static ServiceKeyException CreateInvalidCertificateError(KeyMembers members, string message)
    {
        return new(Failure.CertificateInvalid, members.Source, message);
    }
}

using System.Security.Cryptography;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Shapes;

/// <summary>The members a client proves itself with: <c>clientsecret</c>, or <c>certificate</c> and <c>key</c>.</summary>
internal static class ClientCredentialMembers
{
    /// <exception cref="ServiceKeyException">There is neither, or a certificate that cannot be used.</exception>
    public static ClientCredential ReadCredential(KeyMembers members)
    {
        bool isX509 = members.GetTextOrDefault("credential-type") == "x509";
        bool hasCertificate = members.GetTextOrDefault("certificate") is not null && members.GetTextOrDefault("key") is not null;
        // A key with a secret can carry empty or left-over certificate members.
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
            throw CreateInvalidCertificateError(members, "'certificate' and 'key' cannot be read, or do not belong together. Paste the whole service key, or create a new one.");
        }
        catch (ArgumentException)
        {
            throw CreateInvalidCertificateError(members, "'key' is no private key of the kind that 'certificate' has. Paste the whole service key, or create a new one.");
        }
        catch (PlatformNotSupportedException)
        {
            throw CreateInvalidCertificateError(members, "Windows PowerShell cannot read the certificate of a key. Use PowerShell 7, or import the certificate to a store and pass it with -TokenUrl, -ClientId and -Certificate.");
        }
    }

    private static ServiceKeyException CreateInvalidCertificateError(KeyMembers members, string message) => new(Failure.CertificateInvalid, members.Source, message);
}

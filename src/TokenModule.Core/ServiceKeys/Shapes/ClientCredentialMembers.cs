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
            + "and pass its thumbprint with -Certificate.";

    private const string CertificateAdvice =
        "The certificate and its private key are where they were created for this key. Import the key again with -Certificate.";

    private const string SecretAdvice =
        "The secret was shown when the key or the API credential was created. Import the key again with -ClientSecret.";

    private const string AssertionAdvice =
        "The client authenticates with an assertion. Import the key again with -WorkloadIdentity in a CI job, with -ClientKey for a "
            + "private key, or with another source of the assertion: -AssertionVariable, -AssertionPath, -ClientAssertion.";

    /// <returns>
    /// The credential. It is a <see cref="MissingCredential"/> when the key declares a credential that it does not contain.
    /// </returns>
    /// <exception cref="ServiceKeyException">The key contains no credential, or the certificate cannot be used.</exception>
    public static ClientCredential ReadCredential(KeyMembers members)
    {
        string? type = GetTypeOrDefault(members);
        bool hasCertificate = members.GetTextOrDefault("certificate") is not null && members.GetTextOrDefault("key") is not null;
        string? secret = members.GetTextOrDefault("clientsecret");
        if (members.SuppliedCredential is { } supplied)
            return hasCertificate || secret is not null ? throw CreateTwoCredentialsError(members) : supplied;

        bool isX509 = type?.StartsWith("x509", StringComparison.Ordinal) == true;
        if (hasCertificate && (isX509 || secret is null))
            return ReadCertificate(members);

        // A key with a secret can also have empty or outdated certificate members.
        if (secret is not null && type is not ("none" or "x509provided" or "x509attested"))
            return new ClientSecret(new Secret(secret));

        return type switch
        {
            "none" => new PublicClient(),
            "jwtclientauth" => new MissingCredential(AssertionAdvice),
            _ when isX509 => new MissingCredential(CertificateAdvice),
            not null => new MissingCredential(SecretAdvice),
            null => new ClientSecret(new Secret(members.RequireText("clientsecret"))),
        };
    }

    /// <summary>Returns the <c>credential-type</c> of the key, or a name for the credential when the key has no such member.</summary>
    public static string FormatType(KeyMembers members, ClientCredential credential)
    {
        bool isSupplied = members.SuppliedCredential is not null;
        return (isSupplied ? null : members.GetTextOrDefault("credential-type")) ?? credential switch
        {
            ClientCertificate => "x509",
            ClientAssertion assertion => assertion.Source.CredentialType,
            PublicClient => "none",
            _ => "client-secret",
        };
    }

    // SAP writes the same types in lower and upper case, with hyphens and underscores: binding-secret, X509_GENERATED.
    private static string? GetTypeOrDefault(KeyMembers members)
    {
        return members.GetTextOrDefault("credential-type")?.Replace("-", "").Replace("_", "").ToLowerInvariant();
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
        return new ServiceKeyException(Failure.CertificateInvalid, members.Source, message);
    }

    private static ServiceKeyException CreateTwoCredentialsError(KeyMembers members)
    {
        return new ServiceKeyException(
            Failure.ServiceKeyAmbiguous,
            members.Source,
            "The key already contains a credential. Omit the parameter that supplies another one, or remove the credential from the key.");
    }
}

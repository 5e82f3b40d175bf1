using System.Collections.ObjectModel;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule;

/// <summary>
/// The credentials of one OAuth client of SAP BTP, and the URLs where they are valid. No public member contains the secret.
/// </summary>
public sealed class ServiceKey
{
    internal ServiceKey(string name, ServiceKeyKind kind, string clientId, Uri tokenUrl, ClientCredential credential)
    {
        Name = name;
        Kind = kind;
        ClientId = clientId;
        TokenUrl = tokenUrl;
        Credential = credential;
    }

    public string Name { get; }

    public ServiceKeyKind Kind { get; }

    public string ClientId { get; }

    /// <summary>The complete URL of the token endpoint.</summary>
    public Uri TokenUrl { get; }

    /// <summary>The <c>credential-type</c> of the key, such as <c>binding-secret</c>.</summary>
    public string CredentialType { get; internal init; } = "client-secret";

    /// <summary>False when the key does not contain its credential, which <c>Import-ServiceKey</c> then gets from its parameters.</summary>
    public bool HasCredential => Credential is not MissingCredential;

    /// <summary>The grant type that <c>Get-OAuthToken</c> uses when <c>-GrantType</c> is omitted.</summary>
    public GrantType GrantType { get; internal init; }

    /// <summary>The URLs of the APIs of the service, by the name of their member in the key, such as <c>accounts_service_url</c>.</summary>
    public ReadOnlyDictionary<string, Uri> Endpoints { get; internal init; } = new(new Dictionary<string, Uri>());

    /// <summary>The application that defines the scopes of the tokens, such as <c>cis-central!b14</c>.</summary>
    public string? XsAppName { get; internal init; }

    public string? Subdomain { get; internal init; }

    public string? UaaDomain { get; internal init; }

    public string? TenantId { get; internal init; }

    public string? SubaccountId { get; internal init; }

    /// <summary>The end of the validity of the client certificate; null for a key without a certificate.</summary>
    public DateTimeOffset? CertificateExpiresAt => (Credential as ClientCertificate)?.ExpiresAt;

    /// <summary>The source of the key, such as the path of a file.</summary>
    public string Source { get; internal init; } = string.Empty;

    internal ClientCredential Credential { get; }

    internal TokenRequestFormat TokenRequestFormat { get; init; }

    /// <summary>The value of <c>grant_type</c> in token requests, for servers that do not use the name of the standard.</summary>
    internal string? GrantTypeName { get; init; }

    /// <summary>The page where a user signs in with a browser; null if it is at <c>authorize</c> beside the token endpoint.</summary>
    internal Uri? AuthorizeUrl { get; init; }

    /// <summary>The public key of the issuer in PEM; null when the key does not contain it.</summary>
    internal string? VerificationKey { get; init; }

    /// <summary>The URL where the issuer publishes its keys; null when it is unknown.</summary>
    internal Uri? JwksUri => field ??= TokenEndpoint.GetJwksUriOrDefault(TokenUrl);

    /// <summary>The error when an argument does not identify a key; null for every real key.</summary>
    internal ServiceKeyException? Fault { get; private init; }

    /// <summary>The path of a key file that an argument contains instead of a key; null for every real key.</summary>
    internal string? ArgumentPath { get; private init; }

    /// <summary>Creates a value that contains the path of a key file, for a parameter that accepts a key or a path.</summary>
    internal static ServiceKey CreatePath(string path)
    {
        ServiceKeyException fault = new(Failure.ServiceKeyNotFound, path, "The argument is the path of a key. Import the key first.");
        return new ServiceKey(string.Empty, ServiceKeyKind.Xsuaa, string.Empty, new Uri("about:blank"), new PublicClient())
        {
            ArgumentPath = path,
            Fault = fault,
        };
    }

    /// <summary>Creates a value that contains an error. A parameter binding cannot report this error itself, the cmdlet can.</summary>
    internal static ServiceKey CreateMissing(ServiceKeyException fault)
    {
        ClientSecret empty = new(new Secret(string.Empty));
        return new ServiceKey(string.Empty, ServiceKeyKind.Xsuaa, string.Empty, new Uri("about:blank"), empty) { Fault = fault };
    }

    /// <summary>Whether both keys are of the same client and have the same credential, also when they were imported separately.</summary>
    internal bool IsSameClient(ServiceKey other)
    {
        return (ClientId, TokenUrl, Credential.Fingerprint) == (other.ClientId, other.TokenUrl, other.Credential.Fingerprint);
    }

    /// <exception cref="ServiceKeyException">The key does not contain its credential. The message says where to find it.</exception>
    internal void RequireCredential()
    {
        if (Credential is MissingCredential missing)
        {
            throw new ServiceKeyException(
                Failure.CredentialRequired,
                Name,
                $"The key has the credential type '{CredentialType}' and does not contain the credential. {missing.Advice}");
        }
    }

    public override string ToString() => Name;
}

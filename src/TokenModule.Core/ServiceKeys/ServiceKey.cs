using System.Collections.ObjectModel;
using TokenModule.ServiceKeys;
using TokenModule.ServiceKeys.Credentials;

namespace TokenModule;

/// <summary>The credentials of one client of SAP BTP and the addresses they are good for. Its secret is in no public member.</summary>
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

    /// <summary>The whole address of the token endpoint.</summary>
    public Uri TokenUrl { get; }

    /// <summary>The <c>credential-type</c> of the key, such as <c>binding-secret</c>.</summary>
    public string CredentialType { get; internal init; } = "client-secret";

    /// <summary>The grant that <c>Get-OAuthToken</c> asks for when none is named.</summary>
    public GrantType GrantType { get; internal init; }

    /// <summary>The addresses of the service's APIs by the member they stand under, such as <c>accounts_service_url</c>.</summary>
    public ReadOnlyDictionary<string, Uri> Endpoints { get; internal init; } = new(new Dictionary<string, Uri>());

    /// <summary>The application whose scopes the tokens carry, such as <c>cis-central!b14</c>.</summary>
    public string? XsAppName { get; internal init; }

    public string? Subdomain { get; internal init; }

    public string? UaaDomain { get; internal init; }

    public string? TenantId { get; internal init; }

    public string? SubaccountId { get; internal init; }

    /// <summary>When the client certificate ends; null for a key with a secret.</summary>
    public DateTimeOffset? CertificateExpiresAt => (Credential as ClientCertificate)?.ExpiresAt;

    /// <summary>Where the key was read from.</summary>
    public string Source { get; internal init; } = string.Empty;

    internal ClientCredential Credential { get; }

    internal TokenRequestFormat TokenRequestFormat { get; init; }

    /// <summary>The <c>grant_type</c> sent in place of the standard's, for servers that spell it their own way.</summary>
    internal string? GrantTypeName { get; init; }

    /// <summary>The page where a user signs in with a browser; null if it is at <c>authorize</c> beside the token endpoint.</summary>
    internal Uri? AuthorizeUrl { get; init; }

    /// <summary>The issuer's public key in PEM, where the key brings it.</summary>
    internal string? VerificationKey { get; init; }

    /// <summary>Where the issuer publishes its keys, where that is known.</summary>
    internal Uri? JwksUri => field ??= TokenEndpoint.GetJwksUriOrDefault(TokenUrl);

    /// <summary>Why what was given in place of a key stands for none; null for every key there is.</summary>
    internal ServiceKeyException? Fault { get; private init; }

    /// <summary>Carries an error to where it can be reported as one, which a parameter's binding cannot.</summary>
    internal static ServiceKey CreateMissing(ServiceKeyException fault)
    {
        return new ServiceKey(string.Empty, ServiceKeyKind.Xsuaa, string.Empty, new Uri("about:blank"), new ClientSecret(new Secret(string.Empty))) { Fault = fault };
    }

    public override string ToString() => Name;
}

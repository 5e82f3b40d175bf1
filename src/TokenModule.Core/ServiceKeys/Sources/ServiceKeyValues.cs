using TokenModule.ServiceKeys.Credentials;

namespace TokenModule.ServiceKeys.Sources;

/// <summary>A key from single values, for clients whose provider does not issue service keys.</summary>
internal sealed record ServiceKeyValues(Uri TokenUrl, string ClientId, ClientCredential Credential)
{
    private const string Source = "the parameters";

    public string? Name { get; init; }

    /// <summary>The page where a user signs in with a browser; null if it is at <c>authorize</c> beside the token endpoint.</summary>
    public Uri? AuthorizeUrl { get; init; }

    public TokenRequestFormat TokenRequestFormat { get; init; }

    public string? GrantTypeName { get; init; }

    public IReadOnlyDictionary<string, Uri> Endpoints { get; init; } = new Dictionary<string, Uri>();

    /// <exception cref="ServiceKeyException">A URL is not https, or a value is empty or a placeholder.</exception>
    public ServiceKey ToKey()
    {
        RequireHttps("TokenUrl", TokenUrl);
        if (AuthorizeUrl is not null)
            RequireHttps("AuthorizeUrl", AuthorizeUrl);
        RequireFilledIn("ClientId", ClientId);
        ClientCredential credential = Credential is ClientSecret secret ? CleanSecret(secret) : Credential;

        Dictionary<string, Uri> endpoints = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, Uri> endpoint in Endpoints)
        {
            RequireHttps($"Endpoint '{endpoint.Key}'", endpoint.Value);
            endpoints[endpoint.Key] = endpoint.Value;
        }

        // A URL without a path is the address of a UAA. A URL with a path is the token endpoint.
        Uri tokenUrl = TokenUrl.AbsolutePath == "/" ? TokenEndpoint.FromUaaUrl(TokenUrl) : TokenUrl;
        ServiceKeyKind kind = TokenRequestFormat == TokenRequestFormat.Json ? ServiceKeyKind.Ciam : ServiceKeyKind.Xsuaa;
        return new ServiceKey(Name ?? ClientId, kind, ClientId, tokenUrl, credential)
        {
            CredentialType = Credential switch
            {
                ClientCertificate => "x509",
                ClientAssertion assertion => assertion.Source.CredentialType,
                PublicClient => "none",
                _ => "client-secret",
            },
            GrantType = Credential is PublicClient ? GrantType.AuthorizationCode : GrantType.ClientCredentials,
            Endpoints = new(endpoints),
            AuthorizeUrl = AuthorizeUrl,
            TokenRequestFormat = TokenRequestFormat,
            GrantTypeName = GrantTypeName,
            Source = Source,
        };
    }

    /// <summary>Removes line ends after a secret. Files and vaults add them, and they are not part of the secret.</summary>
    /// <exception cref="ServiceKeyException">The secret is empty, a placeholder, or contains another control character.</exception>
    public static ClientSecret CleanSecret(ClientSecret secret)
    {
        string value = secret.Value.Reveal().TrimEnd('\r', '\n');
        RequireFilledIn("ClientSecret", value);
        if (value.Any(char.IsControl))
        {
            throw new ServiceKeyException(
                Failure.ServiceKeyInvalid, Source, "ClientSecret contains a control character. Copy the secret again, in one line.");
        }

        return new ClientSecret(new Secret(value));
    }

    private static void RequireHttps(string name, Uri address)
    {
        if (KeyAddress.DescribeErrorOrDefault(address) is { } error)
            throw new ServiceKeyException(
                Failure.ServiceKeyInvalid, Source, $"{name} {error}. Pass the whole URL, such as https://host/oauth/token.");
    }

    private static void RequireFilledIn(string name, string value)
    {
        if (value.Length == 0)
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, Source, $"{name} is empty. Pass a value.");
        if (Placeholder.IsPlaceholder(value))
            throw new ServiceKeyException(
                Failure.ServiceKeyPlaceholder, Source, $"{name} contains a placeholder. Replace it with your own value.");
    }
}

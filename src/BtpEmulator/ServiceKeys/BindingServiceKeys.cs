using System.Text.Json.Nodes;
using BtpEmulator.Ias;
using BtpEmulator.Tls;
using BtpEmulator.Xsuaa;
using BtpEmulator.Xsuaa.Grants;

namespace BtpEmulator.ServiceKeys;

/// <summary>The service keys of further services, each of which covers a different shape.</summary>
internal sealed class BindingServiceKeys(Landscape landscape, UaaMembers uaa)
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "xsuaa", "xsuaa-x509", "cis-x509", "cis-landscape", "identity", "identity-x509", "destination", "service-manager",
        "service-manager-x509", "aicore", "workflow", "business-logging", "api-credential", "accounts-binding", "empty-certificate", "xsa",
        "destination-uaa", "connectivity", "connectivity-x509", "api-management", "alert-notification", "event-mesh", "identity-older",
        "service-operator", "xsuaa-api", "subscription-manager",
    ];

    /// <summary>The keys that contain no credential, because their clients authenticate with assertions.</summary>
    public static IReadOnlyList<string> AssertionNames { get; } = ["identity-jwt", "identity-keys"];

    private string UaaUrl => Zone.Provider.GetUrl(landscape);

    private string TokenUrl => $"{UaaUrl}/oauth/token";

    /// <summary>Creates the service key with a name; null when the name is unknown.</summary>
    public JsonObject? Build(string name) => name switch
    {
        "xsuaa" => uaa.Write(BindingClients.Xsuaa),
        "xsuaa-x509" => uaa.Write(BindingClients.XsuaaX509),
        "cis-x509" =>
            CreateManagementKey(
                ManagementEndpoints.CreateForOrigin(landscape.Origin),
                UaaMembers.PutPemOnOneLine(uaa.Write(BindingClients.ManagementX509))),
        "cis-landscape" =>
            CreateManagementKey(
                ManagementEndpoints.CreateForLandscape(), WithLandscapeHosts(uaa.Write(BindingClients.ManagementLandscape))),
        "identity" => CreateIdentityKey(IdentityClients.WithSecret, landscape.Origin, "SECRET"),
        "identity-jwt" => CreateIdentityKey(IdentityClients.WithTrustedIssuer, landscape.Origin, "JWT_CLIENT_AUTH"),
        "identity-keys" => CreateIdentityKey(IdentityClients.WithKeySet, landscape.Origin, "JWT_CLIENT_AUTH"),
        "identity-x509" => CreateIdentityKey(IdentityClients.WithCertificate, landscape.TlsOrigin, "X509_GENERATED"),
        "destination" => WithMembers(uaa.Write(BindingClients.Destination), ("uri", landscape.Origin)),
        "service-manager" =>
            WithMembers(
                CreateClientMembers(BindingClients.ServiceManager), ("sm_url", landscape.Origin), ("url", Zone.Provider.GetUrl(landscape))),
        "service-manager-x509" =>
            WithMembers(
                CreateClientMembers(BindingClients.ServiceManagerX509), ("sm_url", landscape.Origin), ("certurl", uaa.CertificateUrl)),
        "aicore" => WithMembers(
            CreateClientMembers(BindingClients.AiCore),
            ("appname", BindingClients.AiCore.XsAppName),
            ("serviceurls", new JsonObject { ["AI_API_URL"] = landscape.Origin }),
            ("url", Zone.Provider.GetUrl(landscape))),
        "workflow" => new()
        {
            ["endpoints"] = new JsonObject
            {
                ["workflow_odata_url"] = $"{landscape.Origin}/workflow-service/odata",
                ["workflow_rest_url"] = $"{landscape.Origin}/workflow-service/rest",
            },
            ["uaa"] = uaa.Write(BindingClients.Workflow),
        },
        "business-logging" => new()
        {
            ["writeUrl"] = $"{landscape.Origin}/buslogs/log/api/v2",
            ["uaa"] = uaa.Write(BindingClients.BusinessLogging),
        },
        "api-credential" => WithMembers(CreateClientMembers(BindingClients.ApiCredential), ("tokenurl", TokenUrl)),
        "accounts-binding" => WithMembers(
            CreateClientMembers(BindingClients.AccountsBinding),
            ("name", "emulator-binding"),
            ("certUrl", uaa.CertificateUrl),
            ("creationDate", "2024-03-01T08:00:00Z"),
            ("sm_url", landscape.Origin)),
        "empty-certificate" => WithMembers(uaa.Write(BindingClients.EmptyCertificate), ("certificate", ""), ("key", "")),
        "xsa" => WithMembers(uaa.Write(BindingClients.XsAdvanced), ("url", landscape.Origin + UaaAddress.XsAdvancedPath)),
        "destination-uaa" => new() { ["uaa"] = WithMembers(uaa.Write(BindingClients.Destination), ("uri", landscape.Origin)) },
        "connectivity" => CreateConnectivityKey(BindingClients.Destination, UaaUrl),
        "connectivity-x509" => CreateConnectivityKey(BindingClients.ServiceManagerX509, uaa.CertificateUrl),
        "api-management" => new()
        {
            ["url"] = landscape.Origin,
            ["tokenUrl"] = TokenUrl,
            ["clientId"] = BindingClients.ApiCredential.Id,
            ["clientSecret"] = BindingClients.ApiCredential.Secret,
        },
        "alert-notification" => new()
        {
            ["url"] = landscape.Origin,
            ["client_id"] = BindingClients.ApiCredential.Id,
            ["client_secret"] = BindingClients.ApiCredential.Secret,
            ["oauth_url"] = TokenUrl + "?grant_type=client_credentials",
        },
        "event-mesh" => CreateEventMeshKey(BindingClients.ApiCredential),
        "identity-older" => WithMembers(
            uaa.WriteClient(IdentityClients.WithSecret),
            ("domain", new Uri(landscape.Origin).Host),
            ("url", landscape.Origin + IdentityAddress.Path),
            ("zone_uuid", Zone.Provider.Id)),
        "service-operator" => WithMembers(
            uaa.WriteClient(BindingClients.ServiceManager),
            ("sm_url", landscape.Origin),
            ("tokenurl", UaaUrl),
            ("tokenurlsuffix", "/oauth/token")),
        "xsuaa-api" => uaa.Write(BindingClients.XsuaaApi),
        "subscription-manager" => WithMembers(
            uaa.Write(BindingClients.SubscriptionManager), ("app_name", "emulated-app"), ("subscription_manager_url", landscape.Origin)),
        _ => null,
    };

    private static JsonObject WithMembers(JsonObject key, params IEnumerable<(string Name, JsonNode? Value)> members)
    {
        foreach ((string name, JsonNode? value) in members) key[name] = value;
        return key;
    }

    private static JsonObject CreateManagementKey(JsonObject endpoints, JsonObject client) =>
        ManagementKey.Write(endpoints, ClientCredentialsHandler.Name, "central", client);

    private static JsonObject WithLandscapeHosts(JsonObject client) => WithMembers(
        client,
        ("apiurl", $"https://api.{LandscapeHosts.Authentication}"),
        ("sburl", $"https://internal-xsuaa.{LandscapeHosts.Authentication}"),
        ("uaadomain", LandscapeHosts.Authentication),
        ("url", LandscapeHosts.GetUaaUrl(Zone.Provider.Subdomain)));

    private JsonObject CreateConnectivityKey(OAuthClient client, string tokenServiceUrl) => WithMembers(
        CreateClientMembers(client),
        ("onpremise_proxy_host", "connectivity-proxy.internal.example"),
        ("onpremise_proxy_port", "20003"),
        ("token_service_domain", landscape.Address.Authority),
        ("token_service_url", tokenServiceUrl));

    private JsonObject CreateEventMeshKey(OAuthClient client) => new()
    {
        ["xsappname"] = client.XsAppName,
        ["serviceinstanceid"] = client.InstanceId,
        ["messaging"] = new JsonArray(
            CreateEventMeshApi(client, "wss://messaging.example/protocols/amqp10ws", "amqp10ws"),
            CreateEventMeshApi(client, landscape.Origin, "httprest")),
        ["management"] = new JsonArray(CreateEventMeshApi(client, landscape.Origin)),
    };

    private JsonObject CreateEventMeshApi(OAuthClient client, string uri, params IEnumerable<string> protocols)
    {
        JsonObject oauth = uaa.WriteClient(client);
        oauth["tokenendpoint"] = TokenUrl;
        oauth["granttype"] = ClientCredentialsHandler.Name;
        JsonObject api = new() { ["oa2"] = oauth, ["uri"] = uri };
        JsonNode[] names = [.. protocols.Select(name => JsonValue.Create(name))];
        if (names.Length > 0) api["protocol"] = new JsonArray(names);
        return api;
    }

    private JsonObject CreateClientMembers(OAuthClient client) => WithMembers(uaa.WriteClient(client), ("xsappname", client.XsAppName));

    private JsonObject CreateIdentityKey(OAuthClient client, string origin, string credentialType) => WithMembers(
        uaa.WriteClient(client),
        ("app_tid", Zone.Provider.Id),
        ("credential-type", credentialType),
        ("domains", new JsonArray(new Uri(origin).Host)),
        ("url", origin + IdentityAddress.Path));
}

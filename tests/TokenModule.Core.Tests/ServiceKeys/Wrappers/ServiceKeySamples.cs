using System.Text;

namespace TokenModule;

/// <summary>One text for each wrapper, as the tools print it. All contain the same keys and the same secret.</summary>
internal static class ServiceKeySamples
{
    public const string Secret = "canary-Qz7Xk2Vw9Jp4Rm8Ts$+=";

    public const string Flat = $$"""
        {
         "clientid": "sb-app!t1",
         "clientsecret": "{{Secret}}",
         "credential-type": "binding-secret",
         "url": "https://sub.authentication.example",
         "xsappname": "app!t1"
        }
        """;

    public const string UaaBlock = $$"""{ "url": "https://api.example", "uaa": {{Flat}} }""";

    public const string Ciam = $$"""{ "base_url": "https://ciam.example", "client_id": "Sfq5hn4nf", "client_secret": "{{Secret}}" }""";

    public const string ServiceKeyV6 = $"Getting key my-key for service instance my-app as anna@example.com...\n\n{Flat}\n";

    public const string ServiceKeyV8 = $$"""
        Getting key my-key for service instance my-app as anna@example.com...

        {
          "credentials": {{Flat}}
        }
        """;

    public const string BtpBinding = $$"""
        {
          "id": "6f1ad111-0001-4000-8000-000000000000",
          "ready": true,
          "name": "my-key",
          "service_instance_id": "6f1ad111-0002-4000-8000-000000000000",
          "context": { "env_type": "sapcp", "instance_name": "my-app", "platform": "sapcp", "subdomain": "sub" },
          "credentials": {{UaaBlock}},
          "created_at": "2024-05-21T10:00:00.000000Z",
          "labels": "subaccount_id = s-1"
        }
        """;

    public const string Services = $$"""
        {
          "xsuaa": [
           {
            "label": "xsuaa", "plan": "application", "name": "my-app", "tags": [ "xsuaa" ],
            "instance_guid": "g-1", "instance_name": "my-app", "binding_guid": "g-2", "binding_name": null,
            "credentials": {{Flat}},
            "syslog_drain_url": null, "volume_mounts": []
           }
          ],
          "postgresql-db": [
           {
            "label": "postgresql-db", "plan": "trial", "name": "my-database", "instance_name": "my-database", "binding_name": null,
            "credentials": { "username": "u", "password": "{{Secret}}", "hostname": "db.example", "port": "5432" }
           }
          ],
          "document-information-extraction": [
           {
            "label": "document-information-extraction", "plan": "default", "name": "bound-dox",
            "instance_name": "my-dox", "binding_name": "bound-dox",
            "credentials": {{UaaBlock}}
           }
          ]
         }
        """;

    private const string Application =
        """{ "application_id": "fa05c1a9", "application_uris": [ "app.example" ], "limits": { "fds": 32768 }, "name": "app" }""";

    private const string EnvironmentHeading = "Getting env variables for app app in org my-org / space dev as anna@example.com...\nOK\n\n";

    private const string UserVariables = """

        User-Provided:
        DESTINATIONS: [{"name":"x","url":"https://x.example"}]
        FORMATTED: {
          "clientid": "user's own"
        }
        kind: of blue

        No running env variables have been set

        Staging Environment Variable Groups:
        BP_LEVEL: debug

        """;

    public const string EnvironmentV6 = $$"""
        {{EnvironmentHeading}}System-Provided:
        {
         "VCAP_SERVICES": {{Services}}
        }

        {
         "VCAP_APPLICATION": {{Application}}
        }
        {{UserVariables}}
        """;

    public const string EnvironmentV7 =
        $"{EnvironmentHeading}System-Provided:\nVCAP_SERVICES: {Services}\n\nVCAP_APPLICATION: {Application}\n{UserVariables}";

    public static readonly string SecretJson = $$"""
        {
          "apiVersion": "v1",
          "data": {
            "clientid": "{{EncodeBase64("sb-app!t1")}}",
            "clientsecret": "{{EncodeBase64(Secret)}}",
            "url": "{{EncodeBase64("https://sub.authentication.example")}}",
            "instance_name": "{{EncodeBase64("my-app")}}",
            "type": "{{EncodeBase64("xsuaa")}}",
            "plan": "{{EncodeBase64("application")}}",
            "tags": "{{EncodeBase64("[\"xsuaa\"]")}}"
          },
          "kind": "Secret",
          "metadata": { "name": "my-key", "namespace": "default" },
          "type": "Opaque"
        }
        """;

    public static readonly string SecretYaml = $$"""
        apiVersion: v1
        data:
          clientid: {{EncodeBase64("sb-app!t1")}}
          clientsecret: {{EncodeBase64(Secret)}}
          instance_name: {{EncodeBase64("my-app")}}
          type: {{EncodeBase64("xsuaa")}}
          url: {{EncodeBase64("https://sub.authentication.example")}}
        kind: Secret
        metadata:
          annotations:
            kubectl.kubernetes.io/last-applied-configuration: |
              {"apiVersion":"v1","kind":"Secret","stringData":{"clientsecret":"{{Secret}}"} }
          creationTimestamp: "2024-05-21T10:00:00Z"
          labels: {}
          name: my-key
          namespace: default
          ownerReferences:
          - apiVersion: services.cloud.sap.com/v1
            controller: true
            kind: ServiceBinding
            name: my-key
        type: Opaque
        """;

    public static readonly string ListYaml = "apiVersion: v1\nitems:\n"
        + FormatListItem(SecretYaml) + FormatListItem(SecretYaml.Replace("my-key", "other-key", StringComparison.Ordinal))
        + "kind: List\nmetadata:\n  resourceVersion: \"\"\n";

    /// <summary>All texts by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["flat"] = Flat,
        ["uaa block"] = UaaBlock,
        ["ciam"] = Ciam,
        ["cf service-key v6"] = ServiceKeyV6,
        ["cf service-key v8"] = ServiceKeyV8,
        ["btp"] = BtpBinding,
        ["VCAP_SERVICES"] = Services,
        ["default-env.json"] = $$"""{ "VCAP_SERVICES": {{Services}}, "VCAP_APPLICATION": {{Application}} }""",
        ["cf env v6"] = EnvironmentV6,
        ["cf env v7"] = EnvironmentV7,
        ["secret in JSON"] = SecretJson,
        ["secret in YAML"] = SecretYaml,
        ["list in YAML"] = ListYaml,
        ["list in JSON"] = $$"""{ "apiVersion": "v1", "kind": "List", "items": [ {{SecretJson}}, {{SecretJson}} ] }""",
        ["several manifests"] =
            $"---\n# Source: templates/secret.yaml\n{SecretYaml}\n---\napiVersion: v1\nkind: ConfigMap\ndata: [1]\n---\n{SecretYaml}\n",
        ["base64"] = EncodeBase64(Flat),
    };

    public static string EncodeBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string FormatListItem(string manifest) => "- " + manifest.Replace("\n", "\n  ", StringComparison.Ordinal) + "\n";
}

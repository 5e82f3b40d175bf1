using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>Writes the service key of each system, in the shape that system gives it.</summary>
internal sealed class ServiceKeyRing(Landscape landscape)
{
    // SAP's keys hold their characters as they are, and so must the secrets in these.
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string FileName(SeedSystem system) => system switch
    {
        SeedSystem.BusinessEntityRecognition => "ber.json",
        SeedSystem.DocumentInformationExtraction => "dox.json",
        SeedSystem.PersonalizedRecommendation => "pr.json",
        SeedSystem.CloudManagementCentral => "cis-central.json",
        SeedSystem.CloudManagementLocal => "cis-local.json",
        SeedSystem.SaasRegistry => "saas-registry.json",
        SeedSystem.Ciam => "ciam.json",
        _ => throw new ArgumentOutOfRangeException(nameof(system), system, null),
    };

    public string Write(SeedSystem system) => Build(system).ToJsonString(Json) + "\n";

    private JsonObject Build(SeedSystem system) => system switch
    {
        SeedSystem.BusinessEntityRecognition => new()
        {
            ["url"] = landscape.Origin,
            ["swagger"] = "/api/v1",
            ["uaa"] = Uaa(SeedClients.EntityRecognition),
        },
        SeedSystem.DocumentInformationExtraction => new()
        {
            ["endpoints"] = new JsonObject { ["backend"] = new JsonObject { ["url"] = landscape.Origin, ["timeout"] = 30000 } },
            ["saasregistryenabled"] = true,
            ["sap.cloud.service"] = "com.sap.apps.documentinformationextraction",
            ["swagger"] = "/document-information-extraction/v1/",
            ["uaa"] = Uaa(SeedClients.DocumentExtraction),
            ["url"] = landscape.Origin,
        },
        SeedSystem.PersonalizedRecommendation => new()
        {
            ["url"] = landscape.Origin,
            ["uaa"] = Uaa(SeedClients.PersonalizedRecommendation),
        },
        SeedSystem.CloudManagementCentral => Management(SeedClients.CloudManagementCentral, "user_token", "com.sap.core.commercial.service.central"),
        SeedSystem.CloudManagementLocal => Management(SeedClients.CloudManagementLocal, "client_credentials", "com.sap.core.commercial.service.local"),
        SeedSystem.SaasRegistry => Registry(),
        SeedSystem.Ciam => new()
        {
            ["base_url"] = landscape.Origin,
            ["client_id"] = CiamClient.Id,
            ["client_secret"] = CiamClient.Secret,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(system), system, null),
    };

    private JsonObject Registry()
    {
        var key = Uaa(SeedClients.SaasRegistry);
        key["saas_registry_url"] = landscape.Origin;
        return key;
    }

    private JsonObject Management(OAuthClient client, string grantType, string service)
    {
        string[] names =
        [
            "account_context_service_url", "accounts_service_url", "cloud_automation_url", "entitlements_service_url", "events_service_url",
            "external_provider_registry_url", "metadata_service_url", "order_processing_url", "provisioning_service_url", "saas_registry_service_url",
        ];
        return new()
        {
            ["endpoints"] = new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)landscape.Origin))),
            ["grant_type"] = grantType,
            ["sap.cloud.service"] = service,
            ["uaa"] = Uaa(client),
        };
    }

    private JsonObject Uaa(OAuthClient client)
    {
        var zone = Zone.Provider;
        var uaa = new JsonObject
        {
            ["apiurl"] = landscape.Origin,
            ["clientid"] = client.Id,
            ["clientsecret"] = client.Secret,
            ["credential-type"] = "binding-secret",
            ["identityzone"] = zone.Subdomain,
            ["identityzoneid"] = zone.Id,
            ["sburl"] = landscape.Origin,
            ["serviceInstanceId"] = client.InstanceId,
            ["subaccountid"] = zone.SubaccountId,
            ["tenantid"] = zone.Id,
            ["tenantmode"] = "shared",
            ["uaadomain"] = landscape.Address.Authority,
            ["url"] = zone.Url(landscape),
            ["verificationkey"] = landscape.SigningKey.Pem,
            ["xsappname"] = client.XsAppName,
        };
        if (client.MasterAppName is { } master) uaa["xsmasterappname"] = master;
        uaa["zoneid"] = zone.Id;
        return uaa;
    }
}

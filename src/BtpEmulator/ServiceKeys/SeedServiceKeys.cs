using System.Text.Json.Nodes;
using BtpEmulator.Ciam;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.ServiceKeys;

/// <summary>The service keys of the systems in <see cref="SeedSystem"/>.</summary>
internal sealed class SeedServiceKeys(Landscape landscape, UaaMembers uaa)
{
    public JsonObject Build(SeedSystem system) => system switch
    {
        SeedSystem.BusinessEntityRecognition => new()
        {
            ["url"] = landscape.Origin,
            ["swagger"] = "/api/v1",
            ["uaa"] = uaa.Write(SeedClients.EntityRecognition),
        },
        SeedSystem.DocumentInformationExtraction => new()
        {
            ["endpoints"] = new JsonObject { ["backend"] = new JsonObject { ["url"] = landscape.Origin, ["timeout"] = 30000 } },
            ["saasregistryenabled"] = true,
            ["sap.cloud.service"] = "com.sap.apps.documentinformationextraction",
            ["swagger"] = "/document-information-extraction/v1/",
            ["uaa"] = uaa.Write(SeedClients.DocumentExtraction),
            ["url"] = landscape.Origin,
        },
        SeedSystem.PersonalizedRecommendation => new()
        {
            ["url"] = landscape.Origin,
            ["uaa"] = uaa.Write(SeedClients.PersonalizedRecommendation),
        },
        SeedSystem.CloudManagementCentral => CreateManagementKey(SeedClients.CloudManagementCentral, "user_token", "central"),
        SeedSystem.CloudManagementLocal => CreateManagementKey(SeedClients.CloudManagementLocal, "client_credentials", "local"),
        SeedSystem.SaasRegistry => CreateRegistryKey(),
        SeedSystem.Ciam => new()
        {
            ["base_url"] = landscape.Origin,
            ["client_id"] = CiamClient.Id,
            ["client_secret"] = CiamClient.Secret,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(system), system, null),
    };

    private JsonObject CreateRegistryKey()
    {
        JsonObject key = uaa.Write(SeedClients.SaasRegistry);
        key["saas_registry_url"] = landscape.Origin;
        return key;
    }

    private JsonObject CreateManagementKey(OAuthClient client, string grantType, string level) =>
        ManagementKey.Write(ManagementEndpoints.CreateForOrigin(landscape.Origin), grantType, level, uaa.Write(client));
}

using BtpEmulator.Xsuaa.Grants;

namespace BtpEmulator.Xsuaa;

/// <summary>The OAuth clients of the seed service keys.</summary>
/// <remarks>The secrets are fake. They are long enough to search logs for, and contain the characters that wrong encodings lose.</remarks>
internal static class SeedClients
{
    private const string Central = "cis-central!b14";
    private const string Local = "cis-local!b4";
    private const string Registry = "saas-registry!b14";
    private const string Recognition = "ner-emulator!b49985";
    private const string Extraction = "dox-xsuaa-emulator!b9505";
    private const string Recommendation = "personalized-recommendation-emulator!b7711";

    private static readonly string[] ClientCredentials = ["client_credentials"];

    public static OAuthClient CloudManagementCentral { get; } = new()
    {
        XsAppName = $"ut-a1c5f2e0-0001-4a0e-9c11-5a7e00000001-clone!b169670|{Central}",
        Secret = "a1c5f2e0-fake-central$AbC_+%2B&=:Zx9wq==",
        InstanceId = "a1c5f2e0-0001-4a0e-9c11-5a7e00000001",
        GrantTypes = ["password", "refresh_token", "authorization_code", JwtBearerHandler.Name],
        Scopes =
        [
            "openid", "uaa.user", .. new[]
            {
                "global-account.read", "global-account.update", "global-account.region.read",
                "global-account.subaccount.read", "global-account.subaccount.create",
                "global-account.subaccount.update", "global-account.subaccount.delete",
                "global-account.account-directory.read", "global-account.account-directory.create",
                "global-account.account-directory.update", "global-account.account-directory.delete",
                "account-directory.read", "account-directory.update",
                "global-account.entitlement.read", "global-account.entitlement.subaccount.update",
                "directory.entitlement.read", "directory.entitlement.update",
                "catalog.product.update", "catalog.product.delete", "job.read", "event.read",
            }.Select(GetCentralScope),
        ],
    };

    public static OAuthClient CloudManagementLocal { get; } = new()
    {
        XsAppName = $"ut-a1c5f2e0-0002-4a0e-9c11-5a7e00000002-clone!b169671|{Local}",
        Secret = "a1c5f2e0-fake-local$+/=%25&:Qw8rty5uiop=",
        InstanceId = "a1c5f2e0-0002-4a0e-9c11-5a7e00000002",
        GrantTypes = ClientCredentials,
        Scopes =
        [
            "uaa.resource", .. new[]
            {
                "subaccount.entitlement.read", "subaccount.environment.read",
                "subaccount.environment.create", "subaccount.environment.delete",
                "subaccount.application.subscription.read", "subaccount.application.subscription.update",
                "job.read", "event.read",
            }.Select(GetLocalScope),
        ],
    };

    public static OAuthClient SaasRegistry { get; } = new()
    {
        XsAppName = $"a1c5f2e0-0003-4a0e-9c11-5a7e00000003-clone!b169672|{Registry}",
        Secret = "a1c5f2e0-fake-registry$=&+%:Lk7jhgf4dsa=",
        InstanceId = "a1c5f2e0-0003-4a0e-9c11-5a7e00000003",
        GrantTypes = ClientCredentials,
        Scopes =
        [
            "uaa.resource", .. new[] { "job.read", "job.update", "subscription.read", "subscription.write", "entitlement.read" }.Select(
                GetRegistryScope),
        ],
    };

    public static OAuthClient EntityRecognition { get; } = new()
    {
        XsAppName = Recognition,
        Secret = "fake-ber-secret+=$%&:Mn6bvcx3zlk=",
        InstanceId = "a1c5f2e0-0004-4a0e-9c11-5a7e00000004",
        GrantTypes = ClientCredentials,
        Scopes = ["uaa.resource", RecognitionScope],
    };

    public static OAuthClient DocumentExtraction { get; } = new()
    {
        XsAppName = $"a1c5f2e0-0005-4a0e-9c11-5a7e00000005!b169673|{Extraction}",
        Secret = "fake-dox-secret-schlüssel+=$%&:Pq5wert=",
        InstanceId = "a1c5f2e0-0005-4a0e-9c11-5a7e00000005",
        GrantTypes = ClientCredentials,
        Scopes = ["uaa.resource", ExtractionScope],
    };

    public static OAuthClient PersonalizedRecommendation { get; } = new()
    {
        XsAppName = $"a1c5f2e0-0006-4a0e-9c11-5a7e00000006!b169674|{Recommendation}",
        Secret = "fake-pr-secret%3D+=$&:Hj4gfds2apo=",
        InstanceId = "a1c5f2e0-0006-4a0e-9c11-5a7e00000006",
        GrantTypes = ClientCredentials,
        Scopes = ["uaa.resource", RecommendationScope],
    };

    public static IReadOnlyList<OAuthClient> All { get; } =
    [
        CloudManagementCentral, CloudManagementLocal, SaasRegistry, EntityRecognition, DocumentExtraction, PersonalizedRecommendation,
    ];

    public static string RecognitionScope => $"{Recognition}.default";

    public static string ExtractionScope => $"{Extraction}.default";

    public static string RecommendationScope => $"{Recommendation}.default";

    public static string GetCentralScope(string localName) => $"{Central}.{localName}";

    public static string GetLocalScope(string localName) => $"{Local}.{localName}";

    public static string GetRegistryScope(string localName) => $"{Registry}.{localName}";
}

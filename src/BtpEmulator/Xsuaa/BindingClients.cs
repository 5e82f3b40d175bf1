using BtpEmulator.Xsuaa.Grants;

namespace BtpEmulator.Xsuaa;

/// <summary>The OAuth clients of the binding service keys, each of which has a different shape.</summary>
internal static class BindingClients
{
    private static readonly string[] ClientCredentials = [ClientCredentialsHandler.Name];

    public static OAuthClient Xsuaa { get; } = CreateApplication(7, "app-emulator!t1001") with
    {
        GrantTypes = [ClientCredentialsHandler.Name, "password", "refresh_token", AuthorizationCodeHandler.Name, JwtBearerHandler.Name],
    };

    public static OAuthClient XsuaaX509 { get; } = WithCertificate(CreateApplication(8, "app-x509-emulator!t1002")) with
    {
        GrantTypes = Xsuaa.GrantTypes,
    };

    public static OAuthClient ManagementX509 { get; } =
        WithCertificate(Create(9, "ut-a1c5f2e0-0009-4a0e-9c11-5a7e00000009-clone!b169675|cis-central!b14", CentralScopes));

    public static OAuthClient ManagementLandscape { get; } =
        Create(10, "ut-a1c5f2e0-0010-4a0e-9c11-5a7e00000010-clone!b169676|cis-central!b14", CentralScopes);

    public static OAuthClient Destination { get; } = Create(
        11, "destination-emulator!b1011|destination-xsappname!b404", [DestinationScope]);

    public static OAuthClient ServiceManager { get; } = Create(
        12, "a1c5f2e0-0012-4a0e-9c11-5a7e00000012!b1012|service-manager!b3", [ServiceManagerScope]);

    public static OAuthClient ServiceManagerX509 { get; } =
        WithCertificate(Create(13, "a1c5f2e0-0013-4a0e-9c11-5a7e00000013!b1013|service-manager!b3", [ServiceManagerScope]));

    public static OAuthClient AiCore { get; } = Create(14, "a1c5f2e0-0014-4a0e-9c11-5a7e00000014!b1014|aicore!b540", [AiCoreScope]);

    public static OAuthClient Workflow { get; } = Create(15, "clone-emulator!b1015|workflow!b10150", [WorkflowScope]);

    public static OAuthClient BusinessLogging { get; } = Create(
        16, "a1c5f2e0-0016-4a0e-9c11-5a7e00000016!b1016|buslogs!b1160", ["buslogs!b1160.write"]);

    public static OAuthClient ApiCredential { get; } = Create(
        17, "a1c5f2e0-0017-4a0e-9c11-5a7e00000017!b1017|it!b16077", ["it!b16077.MonitoringDataRead"]);

    public static OAuthClient AccountsBinding { get; } =
        WithCertificate(Create(18, "a1c5f2e0-0018-4a0e-9c11-5a7e00000018!b1018|service-manager!b3", [ServiceManagerScope]));

    public static OAuthClient EmptyCertificate { get; } = CreateApplication(19, "empty-certificate-emulator!t1019");

    public static OAuthClient XsAdvanced { get; } = CreateApplication(20, "xsa-emulator");

    /// <summary>A client of the plan apiaccess.</summary>
    public static OAuthClient XsuaaApi { get; } = Create(
        21, "na-a1c5f2e0-0021-4a0e-9c11-5a7e00000021!a1021", [.. AuthorizationScopes, "xs_idp.read", "xs_idp.write"]);

    public static OAuthClient SubscriptionManager { get; } = Create(
        22, "subscription-manager-emulator!b1022|lps-registry-broker!b13", [SubscriptionManagerScope]);

    public static IReadOnlyList<OAuthClient> All { get; } =
    [
        Xsuaa, XsuaaX509, ManagementX509, ManagementLandscape, Destination, ServiceManager, ServiceManagerX509,
        AiCore, Workflow, BusinessLogging, ApiCredential, AccountsBinding, EmptyCertificate, XsAdvanced,
        XsuaaApi, SubscriptionManager,
    ];

    public static string DestinationScope => "destination-xsappname!b404.read";

    public static string ServiceManagerScope => "service-manager!b3.subaccount_resources_manage";

    public static string WorkflowScope => "workflow!b10150.WORKFLOW_DEFINITION_GET";

    public static string AiCoreScope => "aicore!b540.scenarios.read";

    public static string SubscriptionManagerScope => "lps-registry-broker!b13.subscription.read";

    private static IEnumerable<string> AuthorizationScopes =>
        ["xs_authorization.read", "xs_authorization.write", "xs_user.read", "xs_user.write"];

    // All scopes except those that only user tokens contain.
    private static IEnumerable<string> CentralScopes =>
        SeedClients.CloudManagementCentral.Scopes.Where(scope => scope is not ("openid" or "uaa.user"));

    private static OAuthClient CreateApplication(int number, string name) =>
        Create(number, name, ["openid", $"{name}.Read", $"{name}.Write"]);

    private static OAuthClient Create(int number, string xsAppName, IEnumerable<string> scopes) => new()
    {
        XsAppName = xsAppName,
        Secret = $"fake-binding-secret-{number:00}+=$%&:Vb{number:00}nmklop=",
        InstanceId = $"a1c5f2e0-{number:0000}-4a0e-9c11-5a7e{number:00000000}",
        GrantTypes = ClientCredentials,
        Scopes = ["uaa.resource", .. scopes],
    };

    private static OAuthClient WithCertificate(OAuthClient client) => client with { Secret = null, CertificateName = client.InstanceId };
}

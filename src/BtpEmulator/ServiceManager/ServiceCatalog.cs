using System.Globalization;

namespace BtpEmulator.ServiceManager;

/// <summary>The service offerings and plans that are available in the subaccount.</summary>
internal static class ServiceCatalog
{
    public const string CloudManagement = "cis";
    public const string Destination = "destination";
    public const string ServiceManager = "service-manager";
    public const string Xsuaa = "xsuaa";

    private static readonly (string Name, string Description, string[] Plans)[] Services =
    [
        (Xsuaa, "Authorization and Trust Management", ["application", "apiaccess"]),
        (CloudManagement, "Cloud Management Service", ["central", "local", "central-viewer", "local-viewer"]),
        (Destination, "Destination Service", ["lite"]),
        (ServiceManager, "Service Manager", ["subaccount-admin"]),
    ];

    public static IReadOnlyList<ServiceOffering> Offerings { get; } =
    [
        .. Services.Select((service, index) =>
            new ServiceOffering(CreateId("5e4f1ce0", index + 1, 0), service.Name, service.Description)),
    ];

    public static IReadOnlyList<ServicePlan> Plans { get; } =
    [
        .. Services.SelectMany((service, index) => service.Plans.Select((plan, number) =>
            new ServicePlan(Offerings[index], CreateId("91a45e40", index + 1, number + 1), plan))),
    ];

    private static string CreateId(string kind, int service, int plan) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{service:D4}-4c1e-8a11-0ffe4100{plan:D4}");
}

using System.Text.Json.Nodes;
using BtpEmulator.Tls;

namespace BtpEmulator.ServiceKeys;

/// <summary>The <c>endpoints</c> of a Cloud Management key.</summary>
internal static class ManagementEndpoints
{
    private static readonly string[] Names =
    [
        "account_context_service_url", "accounts_service_url", "cloud_automation_url", "entitlements_service_url", "events_service_url",
        "external_provider_registry_url", "metadata_service_url", "order_processing_url", "provisioning_service_url",
        "saas_registry_service_url",
    ];

    /// <summary>Creates endpoints that all have the same origin.</summary>
    public static JsonObject CreateForOrigin(string origin) => new(Names.Select(name => KeyValuePair.Create(name, (JsonNode?)origin)));

    /// <summary>Creates endpoints with a separate host for each service, for example <c>accounts</c> and <c>saas-registry</c>.</summary>
    public static JsonObject CreateForLandscape() =>
        new(Names.Select(name => KeyValuePair.Create(name, (JsonNode?)$"https://{GetHostName(name)}.{LandscapeHosts.Domain}")));

    private static string GetHostName(string name) => name
        .Replace("_service_url", "", StringComparison.Ordinal)
        .Replace("_url", "", StringComparison.Ordinal)
        .Replace('_', '-');
}

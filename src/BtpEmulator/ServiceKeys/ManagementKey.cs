using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>The key of a Cloud Management instance.</summary>
internal static class ManagementKey
{
    /// <param name="endpoints">Where its services are.</param>
    /// <param name="grantType">What <c>grant_type</c> says, which is no name of OAuth where it says <c>user_token</c>.</param>
    /// <param name="level">The plan: <c>central</c> or <c>local</c>.</param>
    /// <param name="uaa">The client.</param>
    public static JsonObject Write(JsonObject endpoints, string grantType, string level, JsonObject uaa) => new()
    {
        ["endpoints"] = endpoints,
        ["grant_type"] = grantType,
        ["sap.cloud.service"] = $"com.sap.core.commercial.service.{level}",
        ["uaa"] = uaa,
    };
}

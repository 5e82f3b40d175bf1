using System.Text.Json.Nodes;

namespace BtpEmulator.ServiceKeys;

/// <summary>The service key of a Cloud Management instance.</summary>
internal static class ManagementKey
{
    /// <param name="endpoints">The URLs of the services.</param>
    /// <param name="grantType">
    /// The value of <c>grant_type</c>. SAP writes <c>user_token</c> there, which is not an OAuth grant type.
    /// </param>
    /// <param name="level">The plan: <c>central</c> or <c>local</c>.</param>
    /// <param name="uaa">The client and its credentials.</param>
    public static JsonObject Write(JsonObject endpoints, string grantType, string level, JsonObject uaa) => new()
    {
        ["endpoints"] = endpoints,
        ["grant_type"] = grantType,
        ["sap.cloud.service"] = $"com.sap.core.commercial.service.{level}",
        ["uaa"] = uaa,
    };
}

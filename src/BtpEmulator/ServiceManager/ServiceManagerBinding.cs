using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>A binding to an instance; what it gives access with is shown once it is ready.</summary>
internal sealed record ServiceManagerBinding : ServiceResource
{
    public required string ServiceInstanceId { get; init; }

    internal required OAuthClient Client { get; init; }

    internal required JsonObject Key { get; init; }

    public JsonObject? Credentials => Ready ? Key : null;
}

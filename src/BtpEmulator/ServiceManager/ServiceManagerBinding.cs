using System.Text.Json.Nodes;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.ServiceManager;

/// <summary>A binding to a service instance. Its credentials are null until it is ready.</summary>
internal sealed record ServiceManagerBinding : ServiceResource
{
    public required string ServiceInstanceId { get; init; }

    internal required OAuthClient Client { get; init; }

    internal required JsonObject Key { get; init; }

    public JsonObject? Credentials => Ready ? Key : null;
}

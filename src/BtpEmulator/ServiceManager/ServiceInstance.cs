using System.Text.Json.Nodes;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.ServiceManager;

/// <summary>A service instance.</summary>
internal sealed record ServiceInstance : ServiceResource
{
    internal required ServicePlan Plan { get; init; }

    public string ServicePlanId => Plan.Id;

    public string PlatformId { get; } = "service-manager";

    public string SubaccountId { get; } = Zone.Provider.SubaccountId;

    public bool Usable => Ready;

    internal JsonObject Parameters { get; init; } = [];
}

using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary><c>JobStateResponseObject</c> of the SaaS manager.</summary>
internal sealed record SaasJob(string Id, string State)
{
    public string CreatedBy { get; } = SeedClients.SaasRegistry.InstanceId;

    public object? Error { get; init; }
}

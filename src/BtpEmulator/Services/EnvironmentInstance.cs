using System.Text.Json.Serialization;
using BtpEmulator.Accounts;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary><c>BusinessEnvironmentInstanceResponseObject</c> of the provisioning service.</summary>
internal sealed record EnvironmentInstance
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string EnvironmentType { get; init; }

    public required string ServiceName { get; init; }

    public required string PlanName { get; init; }

    public string? LandscapeLabel { get; init; }

    public string Description { get; init; } = "";

    /// <summary>A JSON object as a string.</summary>
    public required string Labels { get; init; }

    /// <summary>The labels that users set.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? CustomLabels { get; init; }

    /// <summary>A JSON object as a string.</summary>
    public required string Parameters { get; init; }

    public required string State { get; init; }

    public string StateMessage { get; init; } = "";

    public string Type { get; init; } = "Provision";

    [JsonPropertyName("globalAccountGUID")]
    public string GlobalAccountGuid { get; } = GlobalAccountDirectory.RootGuid;

    [JsonPropertyName("subaccountGUID")]
    public string SubaccountGuid { get; } = Zone.Provider.SubaccountId;

    public string TenantId { get; } = Zone.Provider.Id;

    public required string CreatedBy { get; init; }

    public required string CreatedDate { get; init; }

    public required string ModifiedDate { get; init; }
}

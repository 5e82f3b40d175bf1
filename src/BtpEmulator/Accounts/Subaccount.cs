using System.Text.Json.Serialization;

namespace BtpEmulator.Accounts;

/// <summary><c>SubaccountResponseObject</c> of the accounts service.</summary>
internal sealed record Subaccount
{
    public required string Guid { get; init; }

    public string TechnicalName => Guid;

    public required string DisplayName { get; init; }

    [JsonPropertyName("globalAccountGUID")]
    public string GlobalAccountGuid { get; } = GlobalAccountDirectory.RootGuid;

    [JsonPropertyName("parentGUID")]
    public required string ParentGuid { get; init; }

    public IReadOnlyList<string> ParentFeatures { get; } = ["DEFAULT"];

    public required string Region { get; init; }

    public required string Subdomain { get; init; }

    public bool BetaEnabled { get; init; }

    public string UsedForProduction { get; init; } = "NOT_USED_FOR_PRODUCTION";

    public string Description { get; init; } = "";

    public required string State { get; init; }

    public string StateMessage { get; init; } = "";

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Labels { get; init; }

    public required string CreatedDate { get; init; }

    public required string CreatedBy { get; init; }

    public required string ModifiedDate { get; init; }
}

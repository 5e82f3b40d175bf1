using System.Text.Json.Serialization;

namespace BtpEmulator.Accounts;

/// <summary><c>DirectoryResponseObject</c> of the accounts service.</summary>
internal sealed record AccountDirectory
{
    public required string Guid { get; init; }

    [JsonPropertyName("globalAccountGUID")]
    public string GlobalAccountGuid { get; } = GlobalAccountDirectory.RootGuid;

    [JsonPropertyName("parentGUID")]
    public required string ParentGuid { get; init; }

    public required string DisplayName { get; init; }

    public string Description { get; init; } = "";

    public IReadOnlyList<string> DirectoryFeatures { get; init; } = ["DEFAULT"];

    public string EntityState { get; init; } = "OK";

    public string ContractStatus { get; } = "ACTIVE";

    public required string CreatedDate { get; init; }

    public required string CreatedBy { get; init; }

    public string? ModifiedDate { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Labels { get; init; }

    public IReadOnlyList<AccountDirectory>? Children { get; init; }

    public IReadOnlyList<Subaccount>? Subaccounts { get; init; }
}

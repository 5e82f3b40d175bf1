using System.Text.Json.Serialization;

namespace BtpEmulator.Accounts;

/// <summary><c>GlobalAccountResponseObject</c> of the accounts service.</summary>
internal sealed record GlobalAccount
{
    public string Guid { get; } = GlobalAccountDirectory.RootGuid;

    [JsonPropertyName("globalAccountGUID")]
    public string GlobalAccountGuid => Guid;

    [JsonPropertyName("parentGUID")]
    public string ParentGuid => Guid;

    public string ParentType { get; } = "ROOT";

    public string DisplayName { get; init; } = "Emulated Global Account";

    public string Description { get; init; } = "";

    public string Subdomain { get; } = "emulator-ga";

    public string CommercialModel { get; } = "Subscription";

    public bool ConsumptionBased { get; }

    public string ContractStatus { get; } = "ACTIVE";

    public string EntityState { get; } = "OK";

    public string StateMessage { get; } = "";

    public string GeoAccess { get; } = "STANDARD";

    public string LicenseType { get; } = "TRIAL";

    public string Origin { get; } = "ORDER";

    public string UseFor { get; } = "Testing";

    public string CreatedDate { get; } = "2024-01-15T08:00:00Z";

    public string ModifiedDate { get; init; } = "2024-01-15T08:00:00Z";

    public IReadOnlyList<AccountDirectory>? Children { get; init; }

    public IReadOnlyList<Subaccount>? Subaccounts { get; init; }
}

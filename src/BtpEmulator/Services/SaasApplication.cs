using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BtpEmulator.Accounts;

namespace BtpEmulator.Services;

/// <summary><c>EntitledApplicationsResponseObject</c> of the SaaS manager.</summary>
internal sealed record SaasApplication
{
    public required string AppName { get; init; }

    public string CommercialAppName => AppName;

    public required string DisplayName { get; init; }

    public string ShortDescription => DisplayName;

    public required string AppId { get; init; }

    public string AuthenticationProvider { get; } = "XSUAA";

    public string Category { get; } = "Emulated";

    public string PlanName { get; init; } = "default";

    public int Quota { get; } = 1;

    public bool CustomerDeveloped { get; }

    public string GlobalAccountId { get; } = GlobalAccountDirectory.RootGuid;

    public string State { get; init; } = "NOT_SUBSCRIBED";

    public string? SubscribedSubaccountId { get; init; }

    public string? SubscribedTenantId { get; init; }

    public string? SubscriptionUrl { get; init; }

    public string? SubscriptionGUID { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Labels { get; init; }

    /// <summary>The parameters of the subscription, which have their own operation.</summary>
    [JsonIgnore]
    public JsonObject? Parameters { get; init; }
}

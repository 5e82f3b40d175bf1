using System.Text.Json.Serialization;

namespace BtpEmulator.Services;

/// <summary><c>BusinessEventTypeResponseObject</c> of the events service.</summary>
internal sealed record EventType(
    string Type,
    string Category,
    string Description,
    [property: JsonIgnore] string EntityType,
    [property: JsonIgnore] string Origin)
{
    public const string Central = "CENTRAL";
    public const string Local = "LOCAL";

    public static IReadOnlyList<EventType> All { get; } =
    [
        new("Subaccount_Creation", Central, "A subaccount was created.", "Subaccount", "accounts-service"),
        new("Subaccount_Update", Central, "A subaccount was changed.", "Subaccount", "accounts-service"),
        new("GlobalAccount_Update", Central, "A global account was changed.", "GlobalAccount", "accounts-service"),
        new("EntityEntitlements_Update", Central, "The entitlements of an entity were changed.", "Subaccount", "entitlements-service"),
        new(
            "SubaccountAppSubscription_Creation",
            Local,
            "A subaccount was subscribed to a multitenant application.",
            "Subaccount",
            "saas-registry"),
        new(
            "SubaccountAppSubscription_Deletion",
            Local,
            "A subscription to a multitenant application was cancelled.",
            "Subaccount",
            "saas-registry"),
        new("EnvironmentInstance_Creation", Local, "An environment instance was created.", "EnvironmentInstance", "provisioning-service"),
    ];

    public IReadOnlyList<string> SearchParams { get; } = [];
}

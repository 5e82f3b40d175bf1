using System.Text.Json;
using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>A plan of a service given to a subaccount.</summary>
internal sealed record EntitlementAssignment(string Subaccount, string Service, string Plan, decimal Amount)
{
    /// <summary>The assignments of one entry of <c>subaccountServicePlans</c>.</summary>
    public static IEnumerable<EntitlementAssignment> Read(JsonObject plan) =>
        from info in (plan["assignmentInfo"] as JsonArray ?? []).OfType<JsonObject>()
        select new EntitlementAssignment(
            info.GetText("subaccountGUID") ?? "",
            plan.GetText("serviceName") ?? "",
            plan.GetText("servicePlanName") ?? "",
            info["amount"] is JsonValue amount && amount.GetValueKind() is JsonValueKind.Number ? amount.GetValue<decimal>() : 1);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>The assignment of a service plan to a subaccount.</summary>
internal sealed record EntitlementAssignment(string Subaccount, string Service, string Plan, decimal Amount)
{
    /// <summary>Reads the assignments of one entry in <c>subaccountServicePlans</c>.</summary>
    public static IEnumerable<EntitlementAssignment> Read(JsonObject plan) =>
        from info in (plan["assignmentInfo"] as JsonArray ?? []).OfType<JsonObject>()
        select new EntitlementAssignment(
            info.GetText("subaccountGUID") ?? "",
            plan.GetText("serviceName") ?? "",
            plan.GetText("servicePlanName") ?? "",
            info["amount"] is JsonValue amount && amount.GetValueKind() is JsonValueKind.Number ? amount.GetValue<decimal>() : 1);
}

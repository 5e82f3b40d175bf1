using System.Text.Json.Nodes;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>Entitlements service: the entitlements of the global account and their assignments to subaccounts.</summary>
internal sealed class EntitlementsService(Landscape landscape)
{
    private readonly EntitlementLedger ledger = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/entitlements/v1/assignments", List)
            .RequireCentralScope("directory.entitlement.read", "global-account.entitlement.read");
        routes.MapGet("/entitlements/v1/globalAccountAssignments", List).RequireCentralScope("global-account.entitlement.read");
        routes.MapGet(
            "/provisioning/v1/servicePlanAssignments", () => Results.Json(new { quotas = ledger.ListQuotas(Zone.Provider.SubaccountId) }))
            .RequireLocalScope("subaccount.entitlement.read");
        routes.MapPut("/entitlements/v1/subaccountServicePlans", (HttpRequest request) => AssignAsync(request.HttpContext))
            .RequireCentralScope("global-account.entitlement.subaccount.update");
    }

    private IResult List(HttpContext context, string? subaccountGUID, string? serviceName, string? planName, string? assignedServiceName)
    {
        if (subaccountGUID is { } guid && !landscape.Accounts.Subaccounts.TryFind(guid, out _))
            return SubaccountsService.CreateNotFound(context, guid);
        IReadOnlyList<object> entitled = ledger.ListEntitledServices(serviceName, planName);
        IReadOnlyList<object> assigned = context.Request.HasFlag("entitledServicesOnly")
            ? []
            : ledger.ListAssignedServices(subaccountGUID, assignedServiceName ?? serviceName, planName);
        return entitled.Count + assigned.Count is 0
            ? Results.NoContent()
            : Results.Json(
                new { entitledServices = entitled, assignedServices = assigned, fetchErrorFromExternalProviderRegistry = false });
    }

    private async Task<IResult> AssignAsync(HttpContext context)
    {
        if ((await context.Request.ReadJsonObjectAsync())?["subaccountServicePlans"] is not JsonArray { Count: > 0 } plans)
            return CloudManagementError.CreateBadRequest(context, "subaccountServicePlans must not be empty");

        List<EntitlementAssignment> assignments = plans.OfType<JsonObject>().SelectMany(EntitlementAssignment.Read).ToList();
        foreach (EntitlementAssignment assignment in assignments)
        {
            if (!landscape.Accounts.Subaccounts.TryFind(assignment.Subaccount, out _))
                return SubaccountsService.CreateNotFound(context, assignment.Subaccount);
            if (!EntitlementLedger.IsOffered(assignment))
                return CloudManagementError.CreateBadRequest(
                    context, $"The global account is not entitled to {assignment.Service}, plan {assignment.Plan}");
        }

        if (assignments.Count is 0) return CloudManagementError.CreateBadRequest(context, "assignmentInfo must not be empty");
        ledger.Assign(assignments);
        return JobsService.Accept(context, landscape, "Assignment of service plans");
    }
}

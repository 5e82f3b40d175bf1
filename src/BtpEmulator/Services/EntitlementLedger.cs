using BtpEmulator.Accounts;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>The entitlements of the global account and their assignments.</summary>
internal sealed class EntitlementLedger
{
    private static readonly EntitledPlan[] Catalog =
    [
        new("cis", "central", "Cloud Management Service", "SERVICE", 5),
        new("cis", "local", "Cloud Management Service", "SERVICE", 5),
        new("destination", "lite", "Destination Service", "ELASTIC_SERVICE", 10),
        new("document-information-extraction", "standard", "Document Information Extraction", "SERVICE", 1),
        new("dox-ui", "default", "Document Information Extraction UI", "APPLICATION", 5),
        new("APPLICATION_RUNTIME", "MEMORY", "Cloud Foundry Runtime", "PLATFORM", 100),
    ];

    private readonly Lock gate = new();

    private readonly List<EntitlementAssignment> assignments =
    [
        new(Zone.Provider.SubaccountId, "cis", "local", 1),
        new(Zone.Provider.SubaccountId, "destination", "lite", 1),
    ];

    public static bool IsOffered(EntitlementAssignment assignment) =>
        Catalog.Any(plan => plan.Service == assignment.Service && plan.Name == assignment.Plan);

    /// <summary>Sets the assigned amounts. An amount of 0 removes the assignment.</summary>
    public void Assign(IReadOnlyList<EntitlementAssignment> changes)
    {
        lock (gate)
        {
            foreach (EntitlementAssignment change in changes)
            {
                assignments.RemoveAll(old => (old.Subaccount, old.Service, old.Plan) == (change.Subaccount, change.Service, change.Plan));
                if (change.Amount > 0) assignments.Add(change);
            }
        }
    }

    /// <summary>Lists the entitlements as <c>EntitledServicesResponseObject</c>.</summary>
    public IReadOnlyList<object> ListEntitledServices(string? service, string? plan)
    {
        lock (gate)
        {
            return [.. Find(service, plan).Select(offer => new
            {
                name = offer.Key,
                offer.First().DisplayName,
                description = offer.First().DisplayName,
                ownerType = "VENDOR",
                servicePlans = offer.Select(entitled => new
                {
                    entitled.Name,
                    displayName = entitled.Name,
                    uniqueIdentifier = entitled.UniqueIdentifier,
                    category = entitled.Category,
                    beta = false,
                    entitled.Amount,
                    remainingAmount = entitled.Amount - FindAssignments(entitled).Sum(assignment => assignment.Amount),
                    unlimited = false,
                    numberOfAssignedEntities = FindAssignments(entitled).Count(),
                }).ToList(),
            })];
        }
    }

    /// <summary>Lists the assignments of one subaccount, or of all when null, as <c>AssignedServiceResponseObject</c>.</summary>
    public IReadOnlyList<object> ListAssignedServices(string? subaccount, string? service, string? plan)
    {
        lock (gate)
        {
            return [.. from offer in Find(service, plan)
                       let plans = (from entitled in offer
                                    let given = FindAssignments(entitled).Where(IsRequested).Select(Describe).ToList()
                                    where given.Count > 0
                                    select new
                                    {
                                        entitled.Name,
                                        displayName = entitled.Name,
                                        uniqueIdentifier = entitled.UniqueIdentifier,
                                        category = entitled.Category,
                                        beta = false,
                                        assignmentInfo = given,
                                        unlimited = false,
                                    }).ToList()
                       where plans.Count > 0
                       select new { name = offer.Key, offer.First().DisplayName, ownerType = "VENDOR", servicePlans = plans }];
        }

        bool IsRequested(EntitlementAssignment assignment) => subaccount is null || assignment.Subaccount == subaccount;
    }

    /// <summary>Lists the assignments of one subaccount as <c>ServicePlanAssignmentsResponseObject</c>.</summary>
    public IReadOnlyList<object> ListQuotas(string subaccount)
    {
        lock (gate)
        {
            return [.. from plan in Catalog
                       from assignment in FindAssignments(plan)
                       where assignment.Subaccount == subaccount
                       select new
                       {
                           service = plan.Service,
                           plan = plan.Name,
                           quota = (int)assignment.Amount,
                           uniqueIdentifier = plan.UniqueIdentifier,
                           serviceCategory = plan.Category,
                           subaccountGUID = subaccount,
                           globalAccountGUID = GlobalAccountDirectory.RootGuid,
                           tenantId = subaccount,
                           unlimited = false,
                       }];
        }
    }

    private static IEnumerable<IGrouping<string, EntitledPlan>> Find(string? service, string? plan) => Catalog
        .Where(entitled => (service is null || entitled.Service == service) && (plan is null || entitled.Name == plan))
        .GroupBy(entitled => entitled.Service, StringComparer.Ordinal);

    private IEnumerable<EntitlementAssignment> FindAssignments(EntitledPlan plan) =>
        assignments.Where(assignment => assignment.Service == plan.Service && assignment.Plan == plan.Name);

    private static object Describe(EntitlementAssignment assignment) => new
    {
        entityId = assignment.Subaccount,
        entityType = "SUBACCOUNT",
        assignment.Amount,
        requestedAmount = assignment.Amount,
        entityState = "OK",
        stateMessage = "",
        autoAssign = false,
        autoAssigned = false,
        parentId = GlobalAccountDirectory.RootGuid,
        parentType = "GLOBAL_ACCOUNT",
        unlimitedAmountAssigned = false,
    };
}

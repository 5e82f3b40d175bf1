using System.Globalization;

namespace BtpEmulator;

/// <summary>SaaS manager, the provider's side: who subscribed to the application.</summary>
internal sealed class SaasSubscriptionsService(Landscape landscape)
{
    private const int LargestPage = 500;

    public void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/saas-manager/v1/application/subscriptions", List)
        .RequireManagementScope(SeedClients.GetRegistryScope("subscription.read"));

    private IResult List(HttpContext context, string? state, string? tenantId, string? subaccountId)
    {
        var page = context.Request.GetNumber("page", 1, 1);
        var asked = context.Request.GetNumber("size", landscape.Settings.SubscriptionPageSize, 1);
        if (page is null || asked is null) return CloudManagementError.CreateBadRequest(context, "page and size must be positive numbers");

        var size = Math.Min(asked.Value, LargestPage);
        var found = Enumerable.Range(1, landscape.Settings.SubscriptionCount)
            .Select(Subscription.CreateNumbered)
            .Where(one => (state is null || one.State == state)
                && (tenantId is null || one.ConsumerTenantId == tenantId)
                && (subaccountId is null || one.SubaccountId == subaccountId))
            .ToList();
        var totalPages = (found.Count + size - 1) / size;
        return Results.Json(new
        {
            subscriptions = found.Skip((page.Value - 1) * size).Take(size),
            total = found.Count,
            totalPages,
            page = page.Value,
            morePages = page < totalPages,
        });
    }

    /// <summary><c>ApplicationSubscriptionsResponseObject</c>.</summary>
    private sealed record Subscription(string SubaccountId, string State, string Subdomain)
    {
        public string AppName { get; } = "emulated-app";

        public string AppId { get; } = "emulated-app!b1234";

        public string ServiceInstanceId { get; } = SeedClients.SaasRegistry.InstanceId;

        public string GlobalAccountId { get; } = GlobalAccountDirectory.RootGuid;

        public string ConsumerTenantId => SubaccountId;

        public string SubscriptionGUID => SubaccountId;

        public string Url => $"https://{Subdomain}.emulated-app.example.com";

        public string ChangedOn { get; } = "2024-04-01T08:00:00Z";

        public string CreatedOn { get; } = "2024-04-01T08:00:00Z";

        public IReadOnlyList<object> Dependencies { get; } = [];

        public static Subscription CreateNumbered(int number) => new(
            string.Create(CultureInfo.InvariantCulture, $"50b5c000-{number:D4}-4c1a-8d00-000000000000"),
            number % 10 is 0 ? "SUBSCRIBE_FAILED" : "SUBSCRIBED",
            string.Create(CultureInfo.InvariantCulture, $"consumer-{number}"));
    }
}

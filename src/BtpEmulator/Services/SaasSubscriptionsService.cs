using System.Globalization;
using BtpEmulator.Accounts;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>SaaS manager for providers: the subscriptions to the application.</summary>
internal sealed class SaasSubscriptionsService(Landscape landscape)
{
    private const int LargestPage = 500;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/saas-manager/v1/application", DescribeApplication)
            .RequireManagementScope(SeedClients.GetRegistryScope("subscription.read"));
        routes.MapGet("/saas-manager/v1/application/subscriptions", List)
            .RequireManagementScope(SeedClients.GetRegistryScope("subscription.read"));
    }

    // RegistrationDetailsResponseObject. The URLs are a JSON object as a string.
    private static IResult DescribeApplication() => Results.Json(new
    {
        serviceInstanceId = SeedClients.SaasRegistry.InstanceId,
        xsappname = Subscription.Application,
        appId = Subscription.ApplicationId,
        appName = Subscription.Application,
        commercialAppName = Subscription.Application,
        displayName = "Emulated application",
        category = "Emulated",
        globalAccountId = GlobalAccountDirectory.RootGuid,
        providerTenantId = Zone.Provider.Id,
        appUrls = """{"onSubscription":"https://emulated-app.example.com/callback/tenants/{tenantId}"}""",
        propagateParams = false,
    });

    private IResult List(HttpContext context, string? state, string? tenantId, string? subaccountId)
    {
        int? page = context.Request.GetNumber("page", 1, 1);
        int? requestedSize = context.Request.GetNumber("size", landscape.Settings.SubscriptionPageSize, 1);
        if (page is null || requestedSize is null)
            return CloudManagementError.CreateBadRequest(context, "page and size must be positive numbers");

        int size = Math.Min(requestedSize.Value, LargestPage);
        List<Subscription> found = Enumerable.Range(1, landscape.Settings.SubscriptionCount)
            .Select(Subscription.CreateNumbered)
            .Where(subscription => (state is null || subscription.State == state)
                && (tenantId is null || subscription.ConsumerTenantId == tenantId)
                && (subaccountId is null || subscription.SubaccountId == subaccountId))
            .ToList();
        int totalPages = (found.Count + size - 1) / size;
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
        public const string Application = "emulated-app";

        public const string ApplicationId = Application + "!b1234";

        public string AppName { get; } = Application;

        public string AppId { get; } = ApplicationId;

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

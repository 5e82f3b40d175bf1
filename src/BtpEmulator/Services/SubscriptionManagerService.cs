using System.Globalization;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>Subscription Manager: the subscriptions to the application, in pages that a cursor connects.</summary>
internal sealed class SubscriptionManagerService(EmulatorSettings settings)
{
    private const string CursorPrefix = "c+/";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/subscription-manager/v2/subscriptions", List).RequireScope(BindingClients.SubscriptionManagerScope);

    private IResult List(HttpRequest request)
    {
        string cursor = request.Query["cursor"].ToString();
        int start = 0;
        bool isValid = cursor.Length is 0
            || (cursor.StartsWith(CursorPrefix, StringComparison.Ordinal)
                && int.TryParse(cursor[CursorPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out start));
        if (!isValid || request.GetNumber("top", settings.SubscriptionPageSize, 1) is not { } top)
            return CloudManagementError.CreateBadRequest(request.HttpContext, "cursor or top is invalid");

        int end = Math.Min(start + top, settings.SubscriptionCount);
        return Results.Json(new
        {
            subscriptions = Enumerable.Range(start + 1, Math.Max(0, end - start)).Select(CreateSubscription),
            nextCursor = end < settings.SubscriptionCount ? string.Create(CultureInfo.InvariantCulture, $"{CursorPrefix}{end}") : null,
        });
    }

    private static object CreateSubscription(int number)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"50b5c000-{number:D4}-4c1a-8d00-000000000001");
        return new
        {
            subscriptionId = id,
            subscriptionGUID = id,
            subscriptionState = "SUBSCRIBED",
            subscriptionPlanName = "standard",
            subscriber = new { app_tid = id, subaccountSubdomain = string.Create(CultureInfo.InvariantCulture, $"consumer-{number}") },
            provider = new { appName = "emulated-app" },
        };
    }
}

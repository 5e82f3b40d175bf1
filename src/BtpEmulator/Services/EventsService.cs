using System.Globalization;

namespace BtpEmulator;

/// <summary>Events service: a fixed past, central or local as the token is.</summary>
internal sealed class EventsService(Landscape landscape)
{
    private const string Path = "/cloud-management/v1/events";
    private const int LargestPage = 150;
    private const int FirstId = 584299;
    private const long FirstTime = 1593494674668;
    private const long Interval = 60_000;

    private static readonly string CentralScope = SeedClients.GetCentralScope("event.read");
    private static readonly string LocalScope = SeedClients.GetLocalScope("event.read");

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpRequest request) => List(request.HttpContext)).RequireManagementScope(CentralScope, LocalScope);
        routes.MapGet(Path + "/types", (HttpContext context) => Results.Json(SelectTypes(context).ToDictionary(type => type.Type, StringComparer.Ordinal)))
            .RequireManagementScope(CentralScope, LocalScope);
    }

    private static IReadOnlyList<EventType> SelectTypes(HttpContext context)
    {
        var category = context.GetToken().Scopes.Contains(CentralScope) ? EventType.Central : EventType.Local;
        return [.. EventType.All.Where(type => type.Category == category)];
    }

    private IResult List(HttpContext context)
    {
        var page = context.Request.GetNumber("pageNum", 0, 0);
        var size = context.Request.GetNumber("pageSize", landscape.Settings.EventPageSize, 1);
        if (page is null || size is null or > LargestPage)
            return CloudManagementError.CreateBadRequest(context, $"pageNum must not be negative, pageSize must be from 1 to {LargestPage}");

        var types = SelectTypes(context);
        var wanted = context.Request.Query["eventType"].OfType<string>().SelectMany(names => names.Split(',')).ToHashSet(StringComparer.Ordinal);
        if (wanted.Any(name => types.All(type => type.Type != name)))
            return CloudManagementError.CreateBadRequest(context, "The requested event type is unknown or belongs to another group");

        var from = context.Request.GetMilliseconds("fromActionTime", 0);
        var to = context.Request.GetMilliseconds("toActionTime", long.MaxValue);
        if (from is null || to is null) return CloudManagementError.CreateBadRequest(context, "fromActionTime and toActionTime must be milliseconds since 1970");

        var past = new EventSequence(types, wanted, FindFirstNumber(from.Value)..FindFirstNumber(to.Value + 1.0));
        var totalPages = (past.Count + size.Value - 1) / size.Value;
        return Results.Json(new
        {
            total = past.Count,
            totalPages,
            pageNum = page.Value,
            morePages = page + 1 < totalPages,
            events = past.ReadPage(page.Value, size.Value).Select(occurred => Describe(occurred.Number, occurred.Type)),
        });
    }

    // The number of the first event that happened at a time or after it.
    private int FindFirstNumber(double time) => (int)Math.Clamp(Math.Ceiling((time - FirstTime) / Interval), 0, landscape.Settings.EventCount);

    private static object Describe(int number, EventType type) => new
    {
        id = FirstId + number,
        actionTime = FirstTime + (number * Interval),
        creationTime = FirstTime + (number * Interval) + 41,
        details = new { description = type.Description },
        globalAccountGUID = GlobalAccountDirectory.RootGuid,
        entityId = type.EntityType is "GlobalAccount"
            ? GlobalAccountDirectory.RootGuid
            : string.Create(CultureInfo.InvariantCulture, $"6699b187-{number % 10000:D4}-4783-bc8c-3263690d4aac"),
        entityType = type.EntityType,
        eventOrigin = type.Origin,
        eventType = type.Type,
    };
}

using System.Globalization;
using BtpEmulator.Accounts;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>Events service: a fixed history. The token determines whether it lists the central or the local events.</summary>
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
        routes.MapGet(
            Path + "/types",
            (HttpContext context) => Results.Json(SelectTypes(context).ToDictionary(type => type.Type, StringComparer.Ordinal)))
            .RequireManagementScope(CentralScope, LocalScope);
    }

    private static IReadOnlyList<EventType> SelectTypes(HttpContext context)
    {
        string category = context.GetToken().Scopes.Contains(CentralScope) ? EventType.Central : EventType.Local;
        return [.. EventType.All.Where(type => type.Category == category)];
    }

    private IResult List(HttpContext context)
    {
        int? page = context.Request.GetNumber("pageNum", 0, 0);
        int? size = context.Request.GetNumber("pageSize", landscape.Settings.EventPageSize, 1);
        if (page is null || size is null or > LargestPage)
            return CloudManagementError.CreateBadRequest(
                context, $"pageNum must not be negative, pageSize must be from 1 to {LargestPage}");

        IReadOnlyList<EventType> types = SelectTypes(context);
        HashSet<string> requestedTypes = context.Request.Query["eventType"]
            .OfType<string>()
            .SelectMany(names => names.Split(','))
            .ToHashSet(StringComparer.Ordinal);
        if (requestedTypes.Any(name => types.All(type => type.Type != name)))
            return CloudManagementError.CreateBadRequest(context, "The requested event type is unknown or belongs to another group");

        long? from = context.Request.GetMilliseconds("fromActionTime", 0);
        long? to = context.Request.GetMilliseconds("toActionTime", long.MaxValue);
        if (from is null || to is null)
            return CloudManagementError.CreateBadRequest(context, "fromActionTime and toActionTime must be milliseconds since 1970");

        EventSequence matching = new(types, requestedTypes, FindFirstNumber(from.Value)..FindFirstNumber(to.Value + 1.0));
        int totalPages = (matching.Count + size.Value - 1) / size.Value;
        return Results.Json(new
        {
            total = matching.Count,
            totalPages,
            pageNum = page.Value,
            morePages = page + 1 < totalPages,
            events = matching.ReadPage(page.Value, size.Value).Select(occurred => Describe(occurred.Number, occurred.Type)),
        });
    }

    // Finds the number of the first event at or after a time.
    private int FindFirstNumber(double time) =>
        (int)Math.Clamp(Math.Ceiling((time - FirstTime) / Interval), 0, landscape.Settings.EventCount);

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

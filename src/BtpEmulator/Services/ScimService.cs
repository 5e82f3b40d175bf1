using System.Collections.Concurrent;
using System.Globalization;
using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>The XSUAA API: shadow users and groups, in the pages of SCIM.</summary>
internal sealed class ScimService(EmulatorSettings settings)
{
    private const string ReadScope = "xs_user.read";
    private const string WriteScope = "xs_user.write";

    private static readonly string[] Schemas = ["urn:scim:schemas:core:1.0"];

    private readonly ConcurrentDictionary<string, bool> deleted = new(StringComparer.Ordinal);

    private IEnumerable<ShadowUser> Users => Enumerable.Range(1, settings.ScimUserCount).Select(ShadowUser.CreateNumbered)
        .Where(user => !deleted.ContainsKey(user.Id));

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/Users", (HttpRequest request) => CreatePage(request, [.. Users])).RequireScope(ReadScope);
        routes.MapGet("/Users/{id}", (string id) => Find(id) is { } user ? Results.Json(user) : CreateNotFound(id)).RequireScope(ReadScope);
        routes.MapDelete("/Users/{id}", Delete).RequireScope(WriteScope);
        routes.MapGet("/Groups", (HttpRequest request) => CreatePage(request, CreateGroups())).RequireScope(ReadScope);
    }

    private static object[] CreateGroups() =>
    [
        new { id = "6f1ad111-0001-4c1a-8d00-000000000001", displayName = "Librarian", zoneId = "provider" },
        new { id = "6f1ad111-0001-4c1a-8d00-000000000002", displayName = "Reader", zoneId = "provider" },
    ];

    private static IResult CreateNotFound(string id) => Results.Json(
        new { error = "scim_resource_not_found", error_description = $"User {id} does not exist" },
        statusCode: StatusCodes.Status404NotFound);

    private ShadowUser? Find(string id) => Users.FirstOrDefault(user => user.Id == id);

    private IResult CreatePage(HttpRequest request, object[] found)
    {
        if (request.GetNumber("startIndex", 1, 1) is not { } start || request.GetNumber("count", settings.ScimPageSize, 0) is not { } count)
        {
            return Results.Json(
                new { error = "scim", error_description = "Invalid startIndex or count" },
                statusCode: StatusCodes.Status400BadRequest);
        }

        object[] page = [.. found.Skip(start - 1).Take(Math.Min(count, settings.ScimPageSize))];
        return Results.Json(new
        {
            resources = page,
            startIndex = start,
            itemsPerPage = page.Length,
            totalResults = found.Length,
            schemas = Schemas,
        });
    }

    private IResult Delete(string id)
    {
        if (Find(id) is not { } user) return CreateNotFound(id);
        deleted[id] = true;
        return Results.Json(user);
    }

    private sealed record ShadowUser(string Id, string UserName)
    {
        public string Origin { get; } = "sap.default";

        public bool Active { get; } = true;

        public IReadOnlyList<object> Emails => [new { value = UserName, primary = true }];

        public static ShadowUser CreateNumbered(int number) => new(
            string.Create(CultureInfo.InvariantCulture, $"0fe5eeef-{number:D4}-4607-9bbe-2aacafe80000"),
            string.Create(CultureInfo.InvariantCulture, $"user{number}@example.com"));
    }
}

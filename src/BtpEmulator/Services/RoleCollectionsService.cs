using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>The XSUAA API: role collections and roles.</summary>
internal sealed class RoleCollectionsService
{
    private const string Path = "/sap/rest/authorization/v2/rolecollections";
    private const string ReadScope = "xs_authorization.read";
    private const string WriteScope = "xs_authorization.write";

    private static readonly Role[] Roles =
    [
        new("Viewer", "Viewer", "books!t1001", "Read books"),
        new("Editor", "Editor", "books!t1001", "Change books"),
    ];

    private readonly ConcurrentDictionary<string, RoleCollection> collections = new(StringComparer.Ordinal)
    {
        ["Librarian"] = new("Librarian", "Changes books", [Roles[0], Roles[1]]),
        ["Reader"] = new("Reader", "Reads books", [Roles[0]]),
        ["Subaccount Viewer"] = new("Subaccount Viewer", "Read-only access to the subaccount", []) { IsReadOnly = true },
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => Results.Json(collections.Values.OrderBy(c => c.Name, StringComparer.Ordinal))).RequireScope(ReadScope);
        routes.MapPost(Path, CreateAsync).RequireScope(WriteScope);
        routes.MapGet(Path + "/{name}", (string name) => Find(name, found => Results.Json(found))).RequireScope(ReadScope);
        routes.MapGet(Path + "/{name}/roles", (string name) => Find(name, found => Results.Json(found.RoleReferences)))
            .RequireScope(ReadScope);
        routes.MapPut(Path + "/{name}/roles/{appId}/{roleName}/{templateName}", Add).RequireScope(WriteScope);
        routes.MapDelete(Path + "/{name}", (string name) => Find(name, found => Delete(found))).RequireScope(WriteScope);
        routes.MapGet("/sap/rest/authorization/v2/roles", () => Results.Json(Roles)).RequireScope(ReadScope);
    }

    private static IResult CreateNotFound(string name) => Results.Json(
        new { error = "not_found", error_description = $"The role collection {name} does not exist" },
        statusCode: StatusCodes.Status404NotFound);

    private IResult Find(string name, Func<RoleCollection, IResult> respond) =>
        collections.TryGetValue(name, out RoleCollection? found) ? respond(found) : CreateNotFound(name);

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        JsonObject? body = await request.ReadJsonObjectAsync();
        if (body?.GetText("name") is not { } name) return Results.BadRequest();
        RoleCollection created = new(name, body.GetText("description"), []);
        return collections.TryAdd(name, created) ? Results.Json(created, statusCode: StatusCodes.Status201Created) : Results.Conflict();
    }

    private IResult Add(string name, string appId, string roleName, string templateName) => Find(name, found =>
    {
        Role? role = Roles.FirstOrDefault(r => (r.RoleTemplateAppId, r.Name, r.RoleTemplateName) == (appId, roleName, templateName));
        if (role is null) return CreateNotFound(roleName);
        collections[name] = found with { RoleReferences = [.. found.RoleReferences, role] };
        return Results.Json(new { }, statusCode: StatusCodes.Status201Created);
    });

    private IResult Delete(RoleCollection found)
    {
        if (found.IsReadOnly) return Results.BadRequest();
        collections.TryRemove(found.Name, out _);
        return Results.NoContent();
    }

    private sealed record Role(string Name, string RoleTemplateName, string RoleTemplateAppId, string Description);

    private sealed record RoleCollection(string Name, string? Description, IReadOnlyList<Role> RoleReferences)
    {
        public bool IsReadOnly { get; init; }
    }
}

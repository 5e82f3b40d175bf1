using System.Collections.Concurrent;
using System.Globalization;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>Destination service: the destinations of the subaccount.</summary>
internal sealed class DestinationService
{
    private const string Root = "/destination-configuration";
    private const string Path = Root + "/v1/subaccountDestinations";

    private readonly ConcurrentDictionary<string, Dictionary<string, string>> destinations = new(StringComparer.Ordinal)
    {
        ["erp"] = Describe("erp", "https://erp.example.com", "NoAuthentication"),
        ["crm"] = Describe("crm", "https://crm.example.com", "OAuth2ClientCredentials"),
    };

    // The oldest destinations come first.
    private IReadOnlyList<Dictionary<string, string>> All =>
        [.. destinations.Values.OrderByDescending(destination => destination["Name"], StringComparer.Ordinal)];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).RequireScope(BindingClients.DestinationScope);
        routes.MapGet(Path + "/{name}", (string name) => Find(name, found => found)).RequireScope(BindingClients.DestinationScope);
        routes.MapDelete(Path + "/{name}", Delete).RequireScope(BindingClients.DestinationScope);
        routes.MapGet(Root + "/v1/destinations/{name}", (string name) => Find(name, found => new
        {
            owner = new { SubaccountId = Zone.Provider.SubaccountId },
            destinationConfiguration = found,
        })).RequireScope(BindingClients.DestinationScope);
    }

    // Without $page, the list is complete. The links are relative to the root of the service, and have single quotes, as SAP describes.
    private IResult List(HttpRequest request)
    {
        if (!request.Query.ContainsKey("$page")) return Results.Json(All);
        if (request.GetNumber("$page", 1, 1) is not { } page || request.GetNumber("$pageSize", 10, 1) is not { } size)
            return Results.Json(new { ErrorMessage = "$page and $pageSize must be numbers" }, statusCode: StatusCodes.Status400BadRequest);

        if (page * size < All.Count)
        {
            request.HttpContext.Response.Headers.Link = string.Create(
                CultureInfo.InvariantCulture, $"</subaccountDestinations?$page={page + 1}&$pageSize={size}>; rel='next'");
        }

        return Results.Json(All.Skip((page - 1) * size).Take(size));
    }

    private IResult Find(string name, Func<Dictionary<string, string>, object> convert) =>
        destinations.TryGetValue(name, out Dictionary<string, string>? found) ? Results.Json(convert(found)) : CreateNotFound(name);

    private IResult Delete(string name) =>
        destinations.TryRemove(name, out _) ? Results.Json(new { Count = 1 }) : CreateNotFound(name);

    private static IResult CreateNotFound(string name) => Results.Json(
        new { ErrorMessage = $"Configuration with the name {name} was not found" }, statusCode: StatusCodes.Status404NotFound);

    // SAP's property names start with a capital letter. A dictionary keeps its keys, and an object would be camel-cased.
    private static Dictionary<string, string> Describe(string name, string url, string authentication) => new(StringComparer.Ordinal)
    {
        ["Name"] = name,
        ["Type"] = "HTTP",
        ["URL"] = url,
        ["Authentication"] = authentication,
        ["ProxyType"] = "Internet",
    };
}

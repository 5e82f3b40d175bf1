using System.Text.Json.Nodes;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.ServiceKeys;
using BtpEmulator.Services;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.ServiceManager;

/// <summary>Accounts service: the Service Manager bindings of a subaccount. One is unnamed (v1), and any number are named (v2).</summary>
internal sealed class ServiceManagerBindingsService(Landscape landscape, UaaMembers uaa)
{
    private const string Single = "/accounts/v1/subaccounts/{guid}/serviceManagementBinding";
    private const string Named = "/accounts/v2/subaccounts/{guid}/serviceManagerBindings";
    private const string Read = "global-account.subaccount.read";
    private const string Update = "global-account.subaccount.update";

    private readonly Lock gate = new();
    private readonly OrderedDictionary<(string Subaccount, string Name), (OAuthClient Client, JsonObject Description)> bindings = [];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Single, (HttpContext context, string guid) => Create(context, guid, "", withCertificate: false))
            .RequireCentralScope(Update);
        routes.MapGet(Single, (HttpContext context, string guid) => Find(context, guid, "")).RequireCentralScope(Read);
        routes.MapDelete(Single, (HttpContext context, string guid) => Delete(context, guid, "")).RequireCentralScope(Update);
        routes.MapPost(Named, (HttpContext context, string guid) => CreateNamedAsync(context, guid)).RequireCentralScope(Update);
        routes.MapGet(Named, List).RequireCentralScope(Read);
        routes.MapGet(Named + "/{name}", Find).RequireCentralScope(Read);
        routes.MapDelete(Named + "/{name}", Delete).RequireCentralScope(Update);
    }

    private async Task<IResult> CreateNamedAsync(HttpContext context, string guid)
    {
        JsonObject? body = await context.Request.ReadJsonObjectAsync();
        return body?.GetText("name") is { } name
            ? Create(context, guid, name, body.GetObject("parameters").GetText("credential-type") is "x509")
            : CloudManagementError.CreateBadRequest(context, "name must not be empty");
    }

    private IResult Create(HttpContext context, string guid, string name, bool withCertificate)
    {
        if (!landscape.Accounts.Subaccounts.TryFind(guid, out _)) return SubaccountsService.CreateNotFound(context, guid);
        OAuthClient client = ServiceManagerKey.CreateClient(withCertificate);
        JsonObject description = ServiceManagerKey.Write(landscape, uaa, client);
        if (name.Length > 0) Extend(description, name);
        lock (gate)
        {
            if (!bindings.TryAdd((guid, name), (client, description)))
                return CloudManagementError.CreateConflict(context, "Service Manager binding already exists for this subaccount");
        }

        landscape.Clients.Add(client);
        return Results.Json(description, statusCode: StatusCodes.Status201Created);
    }

    // Unlike other services, this one writes <c>certUrl</c> with a capital letter.
    private void Extend(JsonObject description, string name)
    {
        description["name"] = name;
        description["creationDate"] = landscape.Now.ToTimestamp();
        if (!description.ContainsKey("certurl")) return;
        description.Remove("url");
        description.Remove("certurl");
        description["certUrl"] = uaa.CertificateUrl;
    }

    private IResult List(HttpContext context, string guid)
    {
        if (!landscape.Accounts.Subaccounts.TryFind(guid, out _)) return SubaccountsService.CreateNotFound(context, guid);
        lock (gate)
        {
            return Results.Json(new
            {
                items = bindings.Where(binding => binding.Key.Subaccount == guid && binding.Key.Name.Length > 0)
                    .Select(binding => binding.Value.Description)
                    .ToList(),
            });
        }
    }

    private IResult Find(HttpContext context, string guid, string name)
    {
        lock (gate)
            return bindings.TryGetValue((guid, name), out (OAuthClient Client, JsonObject Description) binding)
                ? Results.Json(binding.Description)
                : CreateNotFound(context, guid);
    }

    private IResult Delete(HttpContext context, string guid, string name)
    {
        lock (gate)
        {
            if (!bindings.Remove((guid, name), out (OAuthClient Client, JsonObject Description) binding))
                return CreateNotFound(context, guid);
            landscape.Clients.Remove(binding.Client);
        }

        return Results.Ok();
    }

    private IResult CreateNotFound(HttpContext context, string guid) => landscape.Accounts.Subaccounts.TryFind(guid, out _)
        ? CloudManagementError.CreateNotFound(context, $"Service Manager binding not found for subaccount {guid}")
        : SubaccountsService.CreateNotFound(context, guid);
}

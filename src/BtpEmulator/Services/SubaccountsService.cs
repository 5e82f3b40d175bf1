using System.Text.Json.Nodes;
using BtpEmulator.Accounts;
using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>Accounts service: subaccounts, which are created and deleted asynchronously.</summary>
internal sealed class SubaccountsService(Landscape landscape)
{
    private const string Path = "/accounts/v1/subaccounts";

    private ResourceStore<Subaccount> Subaccounts => landscape.Accounts.Subaccounts;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string? directoryGUID) => List(directoryGUID)).RequireCentralScope("global-account.subaccount.read");
        routes.MapPost(Path, (HttpRequest request) => CreateAsync(request.HttpContext))
            .RequireCentralScope("global-account.subaccount.create");
        routes.MapGet(Path + "/{guid}", (HttpContext context, string guid) => Respond(context, guid, Subaccounts.Read(guid)))
            .RequireCentralScope("global-account.subaccount.read");
        routes.MapGet(
            Path + "/{guid}/labels", (HttpContext context, string guid) => RespondWithLabels(context, guid, Subaccounts.Read(guid)))
            .RequireCentralScope("global-account.subaccount.read");
        routes.MapPut(Path + "/{guid}/labels", (HttpContext context, string guid) => SetLabelsAsync(context, guid))
            .RequireCentralScope("global-account.subaccount.update");
        routes.MapDelete(Path + "/{guid}/labels", (HttpContext context, string guid) => RemoveLabels(context, guid))
            .RequireCentralScope("global-account.subaccount.update");
        routes.MapPatch(Path + "/{guid}", (HttpContext context, string guid) => UpdateAsync(context, guid))
            .RequireCentralScope("global-account.subaccount.update");
        routes.MapDelete(Path + "/{guid}", (HttpContext context, string guid) => Delete(context, guid))
            .RequireCentralScope("global-account.subaccount.delete");
    }

    public static IResult CreateNotFound(HttpContext context, string guid) =>
        CloudManagementError.CreateNotFound(context, $"Subaccount {guid} not found");

    private IResult List(string? directory) => Results.Json(new
    {
        value = Subaccounts.ReadAll().Where(subaccount => directory is null || subaccount.ParentGuid == directory),
    });

    private async Task<IResult> SetLabelsAsync(HttpContext context, string guid) =>
        await context.Request.ReadJsonObjectAsync() is { } body && AccountLabels.ReadOrDefault(body) is { } labels
            ? RespondWithLabels(context, guid, Subaccounts.Update(guid, subaccount => subaccount with { Labels = labels }))
            : CloudManagementError.CreateBadRequest(context, "labels must not be empty");

    private IResult RemoveLabels(HttpContext context, string guid) =>
        RespondWithLabels(context, guid, Subaccounts.Update(guid, subaccount => subaccount with { Labels = null }));

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        if (await context.Request.ReadJsonObjectAsync() is not { } body)
            return CloudManagementError.CreateBadRequest(context, "The body is not a JSON object");
        if (body.GetText("displayName") is not { } name || body.GetText("region") is not { } region)
            return CloudManagementError.CreateBadRequest(context, "displayName and region must not be empty");

        string guid = Guid.NewGuid().ToString();
        string parent = body.GetText("parentGUID") ?? GlobalAccountDirectory.RootGuid;
        string subdomain = body.GetText("subdomain") ?? $"{guid[..8]}emulator";
        if (!landscape.Accounts.IsParent(parent)) return CloudManagementError.CreateNotFound(context, $"Parent {parent} not found");
        if (Subaccounts.Contains(other => other.Region == region && other.Subdomain.Equals(subdomain, StringComparison.OrdinalIgnoreCase)))
            return CloudManagementError.CreateConflict(context, $"Subdomain {subdomain} already exists in region {region}");

        Subaccount created = Change(new Subaccount
        {
            Guid = guid,
            DisplayName = name,
            ParentGuid = parent,
            Region = region,
            Subdomain = subdomain,
            State = "CREATING",
            StateMessage = "Subaccount creation in progress.",
            CreatedDate = landscape.Now.ToTimestamp(),
            CreatedBy = context.GetToken().Caller,
            ModifiedDate = "",
        }, body);
        Subaccounts.Put(guid, created, Settle);
        return Results.Json(created, statusCode: StatusCodes.Status201Created);
    }

    private async Task<IResult> UpdateAsync(HttpContext context, string guid)
    {
        if (await context.Request.ReadJsonObjectAsync() is not { } body || body.GetText("displayName") is null)
            return CloudManagementError.CreateBadRequest(context, "displayName must not be empty");
        return Respond(context, guid, Subaccounts.Update(guid, subaccount => Change(subaccount, body)));
    }

    private IResult Delete(HttpContext context, string guid)
    {
        if (!Subaccounts.TryFind(guid, out Subaccount? subaccount)) return CreateNotFound(context, guid);
        if (subaccount.State is "DELETING") return CloudManagementError.CreateConflict(context, $"Subaccount {guid} is being deleted");
        Subaccount deleting = subaccount with { State = "DELETING", StateMessage = "Subaccount deletion in progress." };
        Subaccounts.Put(guid, deleting, _ => landscape.Settings.JobsFail ? subaccount with { State = "DELETION_FAILED" } : null);
        return Results.Json(deleting);
    }

    // A subaccount with "fail" in its name fails, so that a test can create failing and successful ones side by side.
    private Subaccount Settle(Subaccount subaccount) =>
        landscape.Settings.JobsFail || subaccount.DisplayName.StartsWith("fail", StringComparison.OrdinalIgnoreCase)
        ? subaccount with { State = "CREATION_FAILED", StateMessage = "Failed to create the subaccount." }
        : subaccount with { State = "OK", StateMessage = "Subaccount created." };

    private Subaccount Change(Subaccount subaccount, JsonObject body) => subaccount with
    {
        DisplayName = body.GetText("displayName") ?? subaccount.DisplayName,
        Description = body.GetText("description") ?? subaccount.Description,
        BetaEnabled = body["betaEnabled"] is JsonValue value && value.TryGetValue(out bool beta) ? beta : subaccount.BetaEnabled,
        UsedForProduction = body.GetText("usedForProduction") ?? subaccount.UsedForProduction,
        Labels = AccountLabels.ReadOrDefault(body) ?? subaccount.Labels,
        ModifiedDate = landscape.Now.ToTimestamp(),
    };

    private static IResult Respond(HttpContext context, string guid, Subaccount? subaccount) =>
        subaccount is null ? CreateNotFound(context, guid) : Results.Json(subaccount);

    private static IResult RespondWithLabels(HttpContext context, string guid, Subaccount? subaccount) =>
        subaccount is null ? CreateNotFound(context, guid) : AccountLabels.CreateResponse(subaccount.Labels);
}

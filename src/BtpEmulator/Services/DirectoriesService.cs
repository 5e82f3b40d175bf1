using System.Text.Json.Nodes;
using BtpEmulator.Accounts;
using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>Accounts service: directories.</summary>
internal sealed class DirectoriesService(Landscape landscape)
{
    private const string Path = "/accounts/v1/directories";

    private ResourceStore<AccountDirectory> Directories => landscape.Accounts.Directories;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, (HttpContext context, string? parentGUID) => CreateAsync(context, parentGUID))
            .RequireCentralScope("global-account.account-directory.create");
        routes.MapGet(Path + "/{guid}", (HttpContext context, string guid) => Find(context, guid, context.Request.HasFlag("expand")))
            .RequireCentralScope("global-account.account-directory.read");
        routes.MapPatch(Path + "/{guid}", (HttpContext context, string guid) => UpdateAsync(context, guid))
            .RequireCentralScope("account-directory.update");
        routes.MapPatch(Path + "/{guid}/changeDirectoryFeatures", (HttpContext context, string guid) => ChangeFeaturesAsync(context, guid))
            .RequireCentralScope("account-directory.update");
        routes.MapDelete(Path + "/{guid}", (HttpContext context, string guid) => Delete(context, guid))
            .RequireCentralScope("global-account.account-directory.delete");
        routes.MapGet(
            Path + "/{guid}/labels", (HttpContext context, string guid) => RespondWithLabels(context, guid, Directories.Read(guid)))
            .RequireCentralScope("global-account.account-directory.read");
        routes.MapPut(Path + "/{guid}/labels", (HttpContext context, string guid) => SetLabelsAsync(context, guid))
            .RequireCentralScope("global-account.account-directory.update");
        routes.MapDelete(Path + "/{guid}/labels", (HttpContext context, string guid) => RemoveLabels(context, guid))
            .RequireCentralScope("global-account.account-directory.update");
    }

    private static IResult CreateNotFound(HttpContext context, string guid) =>
        CloudManagementError.CreateNotFound(context, $"Directory {guid} not found");

    private static IResult RespondWithLabels(HttpContext context, string guid, AccountDirectory? directory) =>
        directory is null ? CreateNotFound(context, guid) : AccountLabels.CreateResponse(directory.Labels);

    private IResult Find(HttpContext context, string guid, bool expand) =>
        (expand ? landscape.Accounts.ExpandDirectory(guid) : Directories.Read(guid)) is { } directory
            ? Results.Json(directory)
            : CreateNotFound(context, guid);

    private async Task<IResult> CreateAsync(HttpContext context, string? parent)
    {
        JsonObject? body = await context.Request.ReadJsonObjectAsync();
        if (body?.GetText("displayName") is not { } name)
            return CloudManagementError.CreateBadRequest(context, "displayName must not be empty");
        parent ??= GlobalAccountDirectory.RootGuid;
        if (!landscape.Accounts.IsParent(parent)) return CloudManagementError.CreateNotFound(context, $"Parent {parent} not found");

        AccountDirectory created = new()
        {
            Guid = Guid.NewGuid().ToString(),
            ParentGuid = parent,
            DisplayName = name,
            Description = body.GetText("description") ?? "",
            Labels = AccountLabels.ReadOrDefault(body),
            EntityState = "CREATING",
            CreatedDate = landscape.Now.ToTimestamp(),
            CreatedBy = context.GetToken().Caller,
        };
        Directories.Put(
            created.Guid, created, directory => directory with { EntityState = landscape.Settings.JobsFail ? "CREATION_FAILED" : "OK" });
        return Results.Json(created, statusCode: StatusCodes.Status201Created);
    }

    private async Task<IResult> UpdateAsync(HttpContext context, string guid)
    {
        if (await context.Request.ReadJsonObjectAsync() is not { } body)
            return CloudManagementError.CreateBadRequest(context, "The body is not a JSON object");
        AccountDirectory? updated = Directories.Update(guid, directory => directory with
        {
            DisplayName = body.GetText("displayName") ?? directory.DisplayName,
            Description = body.GetText("description") ?? directory.Description,
            Labels = AccountLabels.ReadOrDefault(body) ?? directory.Labels,
            ModifiedDate = landscape.Now.ToTimestamp(),
        });
        return updated is null ? CreateNotFound(context, guid) : Results.Json(updated);
    }

    private async Task<IResult> ChangeFeaturesAsync(HttpContext context, string guid)
    {
        if ((await context.Request.ReadJsonObjectAsync())?["directoryFeatures"] is not JsonArray { Count: > 0 } features)
            return CloudManagementError.CreateBadRequest(context, "directoryFeatures must not be empty");
        AccountDirectory? changed = Directories.Update(guid, directory => directory with
        {
            DirectoryFeatures = [.. features.Select(feature => $"{feature}")],
            ModifiedDate = landscape.Now.ToTimestamp(),
        });
        return changed is null ? CreateNotFound(context, guid) : Results.Json(changed);
    }

    private async Task<IResult> SetLabelsAsync(HttpContext context, string guid) =>
        await context.Request.ReadJsonObjectAsync() is { } body && AccountLabels.ReadOrDefault(body) is { } labels
            ? RespondWithLabels(context, guid, Directories.Update(guid, directory => directory with { Labels = labels }))
            : CloudManagementError.CreateBadRequest(context, "labels must not be empty");

    private IResult RemoveLabels(HttpContext context, string guid) =>
        RespondWithLabels(context, guid, Directories.Update(guid, directory => directory with { Labels = null }));

    private IResult Delete(HttpContext context, string guid)
    {
        if (!Directories.TryFind(guid, out AccountDirectory? directory)) return CreateNotFound(context, guid);
        if (landscape.Accounts.HasChildren(guid))
            return CloudManagementError.CreateBadRequest(context, $"Directory {guid} is not empty");

        AccountDirectory deleting = directory with { EntityState = "DELETING" };
        Directories.Put(guid, deleting, _ => landscape.Settings.JobsFail ? directory with { EntityState = "DELETION_FAILED" } : null);
        return Results.Json(deleting);
    }
}

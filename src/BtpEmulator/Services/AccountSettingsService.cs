using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>Accounts service: the settings of directories and subaccounts. Each setting has a key and a JSON value.</summary>
internal sealed class AccountSettingsService(Landscape landscape)
{
    private readonly ConcurrentDictionary<(string Guid, string Key), JsonNode?> settings = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "directories", "DIRECTORY", "account-directory", guid => landscape.Accounts.Directories.TryFind(guid, out _));
        Map(routes, "subaccounts", "SUBACCOUNT", "global-account.subaccount", guid => landscape.Accounts.Subaccounts.TryFind(guid, out _));
    }

    private void Map(IEndpointRouteBuilder routes, string kind, string entityType, string scope, Func<string, bool> exists)
    {
        string path = $"/accounts/v1/{kind}/{{guid}}/settings";
        routes.MapGet(path, (HttpContext context, string guid) => exists(guid) ? List(context, guid) : CreateNotFound(context, guid))
            .RequireCentralScope($"{scope}.read");
        routes.MapPut(path, (HttpContext context, string guid) => ChangeAsync(context, guid)).RequireCentralScope($"{scope}.update");
        routes.MapDelete(path, (HttpContext context, string guid) => exists(guid) ? Delete(context, guid) : CreateNotFound(context, guid))
            .RequireCentralScope($"{scope}.update");

        IResult List(HttpContext context, string guid) => Results.Json(new
        {
            values = settings.Where(setting => setting.Key.Guid == guid && IsRequested(context, setting.Key.Key))
                .OrderBy(setting => setting.Key.Key, StringComparer.Ordinal)
                .Select(setting => new { key = setting.Key.Key, value = setting.Value, entityType, entityTypeGuid = guid }),
        });

        async Task<IResult> ChangeAsync(HttpContext context, string guid)
        {
            if (!exists(guid)) return CreateNotFound(context, guid);
            if ((await context.Request.ReadJsonObjectAsync())?["entitySettings"] is not JsonArray { Count: > 0 } changes)
                return CloudManagementError.CreateBadRequest(context, "entitySettings must not be empty");
            foreach (JsonObject change in changes.OfType<JsonObject>())
                settings[(guid, change.GetText("key") ?? "")] = change["value"]?.DeepClone();
            return List(context, guid);
        }

        IResult Delete(HttpContext context, string guid)
        {
            foreach ((string Guid, string Key) setting in settings.Keys)
            {
                if (setting.Guid == guid && IsRequested(context, setting.Key)) settings.TryRemove(setting, out _);
            }

            return List(context, guid);
        }
    }

    private static bool IsRequested(HttpContext context, string key) =>
        context.Request.Query["keys"] is { Count: 0 } || context.Request.Query["keys"].Contains(key);

    private static IResult CreateNotFound(HttpContext context, string guid) =>
        CloudManagementError.CreateNotFound(context, $"Entity {guid} not found");
}

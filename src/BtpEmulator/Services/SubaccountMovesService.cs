using System.Text.Json.Nodes;
using BtpEmulator.Accounts;
using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>Accounts service: moves subaccounts to another directory or to the global account.</summary>
internal sealed class SubaccountMovesService(Landscape landscape)
{
    private const string Path = "/accounts/v1/subaccounts";
    private const string Scope = "global-account.subaccount.create";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path + "/move", (HttpRequest request) => MoveSeveralAsync(request.HttpContext)).RequireCentralScope(Scope);
        routes.MapPost(Path + "/{guid}/move", (HttpContext context, string guid) => MoveAsync(context, guid)).RequireCentralScope(Scope);
    }

    private async Task<IResult> MoveAsync(HttpContext context, string guid)
    {
        if ((await context.Request.ReadJsonObjectAsync())?.GetText("targetAccountGUID") is not { } target)
            return CloudManagementError.CreateBadRequest(context, "targetAccountGUID must not be empty");
        return FindProblemOrDefault(context, guid, target) ?? Results.Json(Move(guid, target));
    }

    private async Task<IResult> MoveSeveralAsync(HttpContext context)
    {
        if ((await context.Request.ReadJsonObjectAsync())?["subaccountsToMoveCollection"] is not JsonArray { Count: > 0 } requested)
            return CloudManagementError.CreateBadRequest(context, "subaccountsToMoveCollection must not be empty");

        (string Guid, string Target)[] moves = [.. from entry in requested.OfType<JsonObject>()
                                                   from guid in (entry["subaccountGuids"] as JsonArray ?? []).Select(guid => $"{guid}")
                                                   select (guid, entry.GetText("targetGuid") ?? "")];
        IEnumerable<IResult> problems = moves.Select(move => FindProblemOrDefault(context, move.Guid, move.Target)).OfType<IResult>();
        return problems.FirstOrDefault() ?? Results.Json(new { value = moves.Select(move => Move(move.Guid, move.Target)).ToList() });
    }

    private IResult? FindProblemOrDefault(HttpContext context, string guid, string target)
    {
        if (!landscape.Accounts.Subaccounts.TryFind(guid, out _)) return SubaccountsService.CreateNotFound(context, guid);
        return landscape.Accounts.IsParent(target) ? null : CloudManagementError.CreateNotFound(context, $"Parent {target} not found");
    }

    private Subaccount Move(string guid, string target)
    {
        landscape.Accounts.Subaccounts.TryFind(guid, out Subaccount? subaccount);
        Subaccount moving = subaccount! with { State = "MOVING", StateMessage = "Subaccount move in progress." };
        landscape.Accounts.Subaccounts.Put(guid, moving, _ => landscape.Settings.JobsFail
            ? subaccount with { State = "MOVE_FAILED", StateMessage = "Failed to move the subaccount." }
            : subaccount with { ParentGuid = target, ModifiedDate = landscape.Now.ToTimestamp() });
        return moving;
    }
}

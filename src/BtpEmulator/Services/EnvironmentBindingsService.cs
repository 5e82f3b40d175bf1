using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BtpEmulator.Accounts;
using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>Provisioning service: the labels and the bindings of environment instances.</summary>
internal sealed class EnvironmentBindingsService(Landscape landscape, ResourceStore<EnvironmentInstance> environments)
{
    private const string Path = "/provisioning/v1/environments/{id}";

    private readonly ConcurrentDictionary<string, Binding> bindings = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "/labels", (HttpContext context, string id) => RespondWithLabels(context, id, environments.Read(id)))
            .RequireLocalScope("subaccount.environment.read");
        routes.MapPut(Path + "/labels", SetLabelsAsync).RequireLocalScope("subaccount.environment.create");
        routes.MapDelete(
            Path + "/labels",
            (HttpContext context, string id) =>
                RespondWithLabels(context, id, environments.Update(id, instance => instance with { CustomLabels = null })))
            .RequireLocalScope("subaccount.environment.delete");

        routes.MapGet(Path + "/bindings", List).RequireLocalScope("subaccount.environment.read");
        routes.MapPut(Path + "/bindings", CreateAsync).RequireLocalScope("subaccount.environment.create");
        routes.MapGet(Path + "/bindings/{bindingId}", (HttpContext context, string id, string bindingId) =>
            FindOrDefault(id, bindingId) is { } binding
                ? Results.Json(new { credentials = new { }, parameters = binding.Parameters })
                : CreateBindingNotFound(context, bindingId))
            .RequireLocalScope("subaccount.environment.read");
        routes.MapDelete(Path + "/bindings/{bindingId}", (HttpContext context, string id, string bindingId) =>
            FindOrDefault(id, bindingId) is not null && bindings.TryRemove(bindingId, out _)
                ? Results.Json(new { bindingId })
                : CreateBindingNotFound(context, bindingId))
            .RequireLocalScope("subaccount.environment.delete");
    }

    private static IResult RespondWithLabels(HttpContext context, string id, EnvironmentInstance? instance) =>
        instance is null ? ProvisioningService.CreateNotFound(context, id) : AccountLabels.CreateResponse(instance.CustomLabels);

    private static IResult CreateBindingNotFound(HttpContext context, string id) =>
        CloudManagementError.CreateNotFound(context, $"Binding {id} not found");

    private Binding? FindOrDefault(string instance, string id) =>
        bindings.TryGetValue(id, out Binding? binding) && binding.InstanceId == instance ? binding : null;

    private async Task<IResult> SetLabelsAsync(HttpContext context, string id) =>
        await context.Request.ReadJsonObjectAsync() is { } body && AccountLabels.ReadOrDefault(body) is { } labels
            ? RespondWithLabels(context, id, environments.Update(id, instance => instance with { CustomLabels = labels }))
            : CloudManagementError.CreateBadRequest(context, "labels must not be empty");

    private IResult List(HttpContext context, string id)
    {
        if (!environments.TryFind(id, out _)) return ProvisioningService.CreateNotFound(context, id);
        return Results.Json(new
        {
            bindings = bindings.Values.Where(binding => binding.InstanceId == id).Select(binding => new
            {
                bindingId = binding.Id,
                instanceId = id,
                createdBy = binding.CreatedBy,
                createdDate = binding.CreatedDate,
            }),
        });
    }

    private async Task<IResult> CreateAsync(HttpContext context, string id)
    {
        if (!environments.TryFind(id, out _)) return ProvisioningService.CreateNotFound(context, id);
        JsonObject parameters = (await context.Request.ReadJsonObjectAsync() ?? []).GetObject("parameters");
        Binding created = new(
            Guid.NewGuid().ToString(), id, parameters.DeepClone(), context.GetToken().Caller, landscape.Now.ToTimestamp());
        bindings[created.Id] = created;
        context.Response.Headers.Location = $"/provisioning/v1/environments/{id}/bindings/{created.Id}";
        return Results.Json(new { }, statusCode: StatusCodes.Status202Accepted);
    }

    private sealed record Binding(string Id, string InstanceId, JsonNode Parameters, string CreatedBy, string CreatedDate);
}

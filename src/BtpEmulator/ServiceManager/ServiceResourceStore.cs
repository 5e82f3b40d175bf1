using System.Collections.Concurrent;

namespace BtpEmulator;

/// <summary>The instances or the bindings: how they are listed, made and removed, at once or by an operation.</summary>
internal sealed class ServiceResourceStore<T>(Landscape landscape, string path, Action<T>? removed = null)
    where T : ServiceResource
{
    private readonly ResourceStore<T> resources = new(landscape.Settings);
    private readonly ResourceStore<ServiceOperation> operations = new(landscape.Settings);
    private readonly ConcurrentDictionary<string, bool> gone = new(StringComparer.OrdinalIgnoreCase);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(path, (HttpRequest request) => ItemPage.Create(request, resources.ReadAll(), landscape.Settings.ServiceManagerPageSize))
            .RequireScope(BindingClients.ServiceManagerScope);
        routes.MapGet(path + "/{id}", (string id) => Find(id) is { } resource ? ServiceManagerJson.Respond(resource) : CreateNotFound(id))
            .RequireScope(BindingClients.ServiceManagerScope);
        routes.MapGet(path + "/{id}/operations/{operation}", (string id, string operation) =>
            operations.Read(operation) is { } found && found.ResourceId == id ? ServiceManagerJson.Respond(found) : CreateNotFound(operation))
            .RequireScope(BindingClients.ServiceManagerScope);
    }

    /// <summary>A look at a resource, which is as good as one at the operation under way.</summary>
    public T? Find(string id)
    {
        if (resources.TryFind(id, out var resource) && resource.LastOperation is { } operation) operations.Read(operation.Id);
        return resources.TryFind(id, out resource) ? resource : null;
    }

    public bool Any(Func<T, bool> predicate) => resources.Any(predicate);

    public IResult Create(HttpContext context, T resource, bool waits)
    {
        var fails = resource.Fails || landscape.Settings.JobsFail;
        if (waits && fails) return ServiceManagerError.CreateBrokerError($"The broker failed to create {resource.Name}");
        var made = resource with { Ready = waits };
        resources.Put(made.Id, made);
        if (waits) return ServiceManagerJson.Respond(made, StatusCodes.Status201Created);
        return Start(context, made.Id, "create", fails, created => created with { Ready = true });
    }

    public IResult Delete(HttpContext context, string id, bool waits)
    {
        if (Find(id) is not { } resource) return gone.ContainsKey(id) ? ServiceManagerError.CreateGone($"{id} is already gone") : CreateNotFound(id);
        if (resource.LastOperation is { State: "in progress" }) return ServiceManagerError.CreateBusy();
        if (!waits) return Start(context, id, "delete", landscape.Settings.JobsFail, _ => null);
        Remove(id);
        return ServiceManagerJson.Respond(new { });
    }

    private static IResult CreateNotFound(string id) => ServiceManagerError.CreateNotFound($"could not find {id}");

    private IResult Start(HttpContext context, string id, string type, bool fails, Func<T, T?> finish)
    {
        var started = new ServiceOperation(Guid.NewGuid().ToString(), type, id, path);
        resources.Update(id, resource => resource with { LastOperation = started });
        operations.Put(started.Id, started, operation => Finish(operation, fails, finish));
        context.Response.Headers.Location = $"{path}/{id}/operations/{started.Id}";
        return ServiceManagerJson.Respond(new { }, StatusCodes.Status202Accepted);
    }

    private ServiceOperation Finish(ServiceOperation operation, bool fails, Func<T, T?> finish)
    {
        var description = $"The broker failed to {operation.Type} {operation.ResourceId}";
        var finished = fails
            ? operation with { State = "failed", Description = description, Errors = new { error = "BrokerError", description } }
            : operation with { State = "succeeded" };
        resources.Update(operation.ResourceId, resource => resource with { LastOperation = finished, UpdatedAt = landscape.Now.ToTimestamp() });
        if (fails || !resources.TryFind(operation.ResourceId, out var changed)) return finished;
        if (finish(changed) is { } result) resources.Put(result.Id, result);
        else Remove(operation.ResourceId);
        return finished;
    }

    private void Remove(string id)
    {
        if (resources.Remove(id) is not { } resource) return;
        gone[id] = true;
        removed?.Invoke(resource);
    }
}

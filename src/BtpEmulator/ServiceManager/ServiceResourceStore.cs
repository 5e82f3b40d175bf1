using System.Collections.Concurrent;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.ServiceManager;

/// <summary>
/// Lists, creates and deletes the instances or bindings of the Service Manager, synchronously or with an operation to poll.
/// </summary>
internal sealed class ServiceResourceStore<T>(Landscape landscape, string path, Action<T>? onRemoved = null)
    where T : ServiceResource
{
    private readonly ResourceStore<T> resources = new(landscape.Settings);
    private readonly ResourceStore<ServiceOperation> operations = new(landscape.Settings);
    private readonly ConcurrentDictionary<string, bool> deleted = new(StringComparer.OrdinalIgnoreCase);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            path, (HttpRequest request) => ItemPage.Create(request, resources.ReadAll(), landscape.Settings.ServiceManagerPageSize))
            .RequireScope(BindingClients.ServiceManagerScope);
        routes.MapGet(path + "/{id}", (string id) => Find(id) is { } resource ? ServiceManagerJson.Respond(resource) : CreateNotFound(id))
            .RequireScope(BindingClients.ServiceManagerScope);
        routes.MapGet(path + "/{id}/operations/{operation}", (string id, string operation) =>
            operations.Read(operation) is { } found && found.ResourceId == id
                ? ServiceManagerJson.Respond(found)
                : CreateNotFound(operation))
            .RequireScope(BindingClients.ServiceManagerScope);
    }

    /// <summary>Finds a resource. Like a poll of its pending operation, this read advances the operation.</summary>
    public T? Find(string id)
    {
        if (resources.TryFind(id, out T? resource) && resource.LastOperation is { } operation) operations.Read(operation.Id);
        return resources.TryFind(id, out resource) ? resource : null;
    }

    public bool Contains(Func<T, bool> predicate) => resources.Contains(predicate);

    public IResult Create(HttpContext context, T resource, bool synchronous)
    {
        bool fails = resource.Fails || landscape.Settings.JobsFail;
        if (synchronous && fails) return ServiceManagerError.CreateBrokerError($"The broker failed to create {resource.Name}");
        T created = resource with { Ready = synchronous };
        resources.Put(created.Id, created);
        if (synchronous) return ServiceManagerJson.Respond(created, StatusCodes.Status201Created);
        return Start(context, created.Id, "create", fails, pending => pending with { Ready = true });
    }

    public IResult Delete(HttpContext context, string id, bool synchronous)
    {
        if (Find(id) is not { } resource)
            return deleted.ContainsKey(id) ? ServiceManagerError.CreateGone($"{id} is already gone") : CreateNotFound(id);
        if (resource.LastOperation is { State: "in progress" }) return ServiceManagerError.CreateBusy();
        if (!synchronous) return Start(context, id, "delete", landscape.Settings.JobsFail, _ => null);
        Remove(id);
        return ServiceManagerJson.Respond(new { });
    }

    private static IResult CreateNotFound(string id) => ServiceManagerError.CreateNotFound($"could not find {id}");

    private IResult Start(HttpContext context, string id, string type, bool fails, Func<T, T?> finish)
    {
        ServiceOperation started = new(Guid.NewGuid().ToString(), type, id, path);
        resources.Update(id, resource => resource with { LastOperation = started });
        operations.Put(started.Id, started, operation => Finish(operation, fails, finish));
        context.Response.Headers.Location = $"{path}/{id}/operations/{started.Id}";
        return ServiceManagerJson.Respond(new { }, StatusCodes.Status202Accepted);
    }

    private ServiceOperation Finish(ServiceOperation operation, bool fails, Func<T, T?> finish)
    {
        string description = $"The broker failed to {operation.Type} {operation.ResourceId}";
        ServiceOperation finished = fails
            ? operation with { State = "failed", Description = description, Errors = new { error = "BrokerError", description } }
            : operation with { State = "succeeded" };
        resources.Update(
            operation.ResourceId, resource => resource with { LastOperation = finished, UpdatedAt = landscape.Now.ToTimestamp() });
        if (fails || !resources.TryFind(operation.ResourceId, out T? changed)) return finished;
        if (finish(changed) is { } result) resources.Put(result.Id, result);
        else Remove(operation.ResourceId);
        return finished;
    }

    private void Remove(string id)
    {
        if (resources.Remove(id) is not { } resource) return;
        deleted[id] = true;
        onRemoved?.Invoke(resource);
    }
}

using System.Text.Json.Nodes;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.ServiceKeys;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.ServiceManager;

/// <summary>Service Manager: offerings, plans, instances and bindings.</summary>
internal sealed class ServiceManagerService(Landscape landscape, UaaMembers uaa)
{
    private const string Instances = "/v1/service_instances";
    private const string Bindings = "/v1/service_bindings";

    private readonly Landscape landscape = landscape;
    private readonly InstanceCredentials credentials = new(landscape, uaa);
    private readonly ServiceResourceStore<ServiceInstance> instances = new(landscape, Instances);
    private readonly ServiceResourceStore<ServiceManagerBinding> bindings =
        new(landscape, Bindings, binding => landscape.Clients.Remove(binding.Client));

    public void Map(IEndpointRouteBuilder routes)
    {
        MapCatalog(routes, "/v1/service_offerings", ServiceCatalog.Offerings);
        MapCatalog(routes, "/v1/service_plans", ServiceCatalog.Plans);
        instances.Map(routes);
        bindings.Map(routes);
        routes.MapPost(Instances, (HttpRequest request) => CreateInstanceAsync(request.HttpContext))
            .RequireScope(BindingClients.ServiceManagerScope);
        routes.MapPost(Bindings, (HttpRequest request) => CreateBindingAsync(request.HttpContext))
            .RequireScope(BindingClients.ServiceManagerScope);
        routes.MapDelete(Instances + "/{id}", DeleteInstance).RequireScope(BindingClients.ServiceManagerScope);
        routes.MapDelete(
            Bindings + "/{id}",
            (HttpContext context, string id) => bindings.Delete(context, id, synchronous: !context.Request.IsTrue("async")))
            .RequireScope(BindingClients.ServiceManagerScope);
    }

    private void MapCatalog(IEndpointRouteBuilder routes, string path, IReadOnlyList<object> items) => routes
        .MapGet(path, (HttpRequest request) => ItemPage.Create(request, items, landscape.Settings.ServiceManagerPageSize))
        .RequireScope(BindingClients.ServiceManagerScope);

    private async Task<IResult> CreateInstanceAsync(HttpContext context)
    {
        JsonObject? body = await context.Request.ReadJsonObjectAsync();
        if (body?.GetText("name") is not { } name || body.GetText("service_plan_id") is not { } planId)
            return ServiceManagerError.CreateBadRequest("name and service_plan_id are required");
        if (ServiceCatalog.Plans.FirstOrDefault(plan => plan.Id == planId) is not { } plan)
            return ServiceManagerError.CreateBadRequest($"service plan with id {planId} not found");
        if (instances.Contains(other => other.Name == name))
            return ServiceManagerError.CreateConflict($"service instance {name} already exists");

        string now = landscape.Now.ToTimestamp();
        JsonObject parameters = body.GetObject("parameters");
        return instances.Create(context, new ServiceInstance
        {
            Id = Guid.NewGuid().ToString(),
            Name = name,
            Plan = plan,
            Parameters = parameters,
            Fails = parameters.IsTrue("fail"),
            CreatedAt = now,
            UpdatedAt = now,
        }, synchronous: context.Request.IsFalse("async"));
    }

    private async Task<IResult> CreateBindingAsync(HttpContext context)
    {
        JsonObject? body = await context.Request.ReadJsonObjectAsync();
        if (body?.GetText("name") is not { } name || body.GetText("service_instance_id") is not { } instanceId)
            return ServiceManagerError.CreateBadRequest("name and service_instance_id are required");
        if (instances.Find(instanceId) is not { Ready: true } instance)
            return ServiceManagerError.CreateBadRequest($"service instance with id {instanceId} not found or not ready");
        if (bindings.Contains(other => other.Name == name && other.ServiceInstanceId == instanceId))
            return ServiceManagerError.CreateConflict($"service binding {name} already exists");

        string now = landscape.Now.ToTimestamp();
        JsonObject parameters = body.GetObject("parameters");
        (OAuthClient client, JsonObject key) = credentials.Create(
            instance, withCertificate: parameters.GetText("credential-type") is "x509");
        return bindings.Create(context, new ServiceManagerBinding
        {
            Id = Guid.NewGuid().ToString(),
            Name = name,
            ServiceInstanceId = instanceId,
            Client = client,
            Key = key,
            Fails = parameters.IsTrue("fail"),
            CreatedAt = now,
            UpdatedAt = now,
        }, synchronous: !context.Request.IsTrue("async"));
    }

    private IResult DeleteInstance(HttpContext context, string id)
    {
        return bindings.Contains(binding => binding.ServiceInstanceId.Equals(id, StringComparison.OrdinalIgnoreCase))
            ? ServiceManagerError.CreateBadRequest("could not delete the instance, which still has bindings")
            : instances.Delete(context, id, synchronous: context.Request.IsFalse("async"));
    }
}

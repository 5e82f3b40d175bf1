using System.Globalization;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>AI Core: deployments of a resource group, in pages with <c>$skip</c> and <c>$top</c>.</summary>
internal sealed class DeploymentsService
{
    private const string Path = "/v2/lm/deployments";

    private readonly ResourceStore<Deployment> deployments;

    public DeploymentsService(EmulatorSettings settings)
    {
        deployments = new ResourceStore<Deployment>(settings);
        foreach (int number in Enumerable.Range(1, settings.DeploymentCount))
        {
            Deployment deployment = Deployment.CreateNumbered(number);
            deployments.Put(deployment.Id, deployment);
        }
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).RequireScope(BindingClients.AiCoreScope);
        routes.MapPost(Path, Create).RequireScope(BindingClients.AiCoreScope);
        routes.MapGet(Path + "/{id}", (string id) => deployments.Read(id) is { } found ? Results.Json(found) : CreateNotFound(id))
            .RequireScope(BindingClients.AiCoreScope);
        routes.MapDelete(Path + "/{id}", Delete).RequireScope(BindingClients.AiCoreScope);
    }

    private static IResult CreateNotFound(string id) => AiServiceError.CreateNotFound("01010002", $"Deployment {id} does not exist");

    private static IResult CreateGroupError() => AiServiceError.CreateBadRequest("01010003", "The header AI-Resource-Group is missing");

    private static bool HasGroup(HttpRequest request) => request.Headers["AI-Resource-Group"].Count > 0;

    private IResult List(HttpRequest request)
    {
        if (!HasGroup(request)) return CreateGroupError();
        if (request.GetNumber("$skip", 0, 0) is not { } skip || request.GetNumber("$top", 10000, 1) is not { } top)
            return AiServiceError.CreateBadRequest("01010001", "$skip and $top must be numbers");

        Deployment[] page = [.. deployments.ReadAll().Skip(skip).Take(top)];
        return Results.Json(new { count = page.Length, resources = page });
    }

    private IResult Create(HttpRequest request)
    {
        if (!HasGroup(request)) return CreateGroupError();
        Deployment created = new("dnew", "UNKNOWN", "RUNNING");
        deployments.Put(created.Id, created, d => d with { Status = "RUNNING" }, d => d with { Status = "PENDING" });
        return Results.Json(new { id = created.Id, message = "Deployment scheduled.", status = created.Status }, statusCode: 202);
    }

    private IResult Delete(string id)
    {
        if (deployments.Update(id, d => d with { TargetStatus = "DELETED", Status = "STOPPING" }) is not { } deployment)
            return CreateNotFound(id);

        deployments.Put(id, deployment, _ => null);
        return Results.Json(new { id, message = "Deletion scheduled", targetStatus = "DELETED" }, statusCode: 202);
    }

    private sealed record Deployment(string Id, string Status, string TargetStatus)
    {
        public string ConfigurationId { get; } = "c1";

        public string ConfigurationName { get; } = "chat";

        public string ScenarioId { get; } = "foundation-models";

        public string CreatedAt { get; } = "2024-03-01T08:00:00Z";

        public string ModifiedAt { get; } = "2024-03-01T08:00:00Z";

        public static Deployment CreateNumbered(int number) =>
            new(string.Create(CultureInfo.InvariantCulture, $"d{number:D4}"), number % 5 is 0 ? "STOPPED" : "RUNNING", "RUNNING");
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.Services;

/// <summary>Provisioning service: the environment instances of a subaccount.</summary>
internal sealed class ProvisioningService
{
    private const string Path = "/provisioning/v1/environments";

    private readonly Landscape landscape;
    private readonly ResourceStore<EnvironmentInstance> environments;

    public ProvisioningService(Landscape landscape)
    {
        this.landscape = landscape;
        environments = new ResourceStore<EnvironmentInstance>(landscape.Settings);
        environments.Put("e4c10000-0001-4b6f-9f0a-000000000001", new EnvironmentInstance
        {
            Id = "e4c10000-0001-4b6f-9f0a-000000000001",
            Name = "emulator-org",
            EnvironmentType = "cloudfoundry",
            ServiceName = "cloudfoundry",
            PlanName = "standard",
            LandscapeLabel = "cf-eu10",
            Labels = WriteLabels("emulator-org"),
            Parameters = """{"instance_name":"emulator-org"}""",
            State = "OK",
            CreatedBy = "anna.admin@example.com",
            CreatedDate = "2024-03-01T08:05:00Z",
            ModifiedDate = "2024-03-01T08:06:00Z",
        });
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => Results.Json(new { environmentInstances = environments.ReadAll() }))
            .RequireLocalScope("subaccount.environment.read");
        routes.MapPost(Path, (HttpRequest request) => CreateAsync(request.HttpContext)).RequireLocalScope("subaccount.environment.create");
        routes.MapGet(
            Path + "/{id}",
            (HttpContext context, string id) => environments.Read(id) is { } found ? Results.Json(found) : CreateNotFound(context, id))
            .RequireLocalScope("subaccount.environment.read");
        routes.MapPatch(Path + "/{id}", (HttpContext context, string id) => UpdateAsync(context, id))
            .RequireLocalScope("subaccount.environment.delete");
        routes.MapDelete(Path + "/{id}", Delete).RequireLocalScope("subaccount.environment.delete");
        new EnvironmentBindingsService(landscape, environments).Map(routes);
        routes.MapGet("/provisioning/v1/availableEnvironments", ListAvailable).RequireLocalScope("subaccount.environment.read");
    }

    private static string WriteLabels(string organization) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["API Endpoint"] = "https://api.cf.eu10.hana.ondemand.com",
        ["Org Name"] = organization,
    });

    public static IResult CreateNotFound(HttpContext context, string id) =>
        CloudManagementError.CreateNotFound(context, $"Environment instance {id} not found");

    private static IResult ListAvailable() => Results.Json(new
    {
        availableEnvironments = new[]
        {
            DescribeAvailable("cloudfoundry", "standard", "cf-eu10"),
            DescribeAvailable("kubernetes", "trial", "cluster-eu10"),
        },
    });

    private static object DescribeAvailable(string type, string planName, string landscapeLabel) => new
    {
        environmentType = type,
        serviceName = type,
        serviceDisplayName = type,
        planName,
        landscapeLabel,
        availabilityLevel = "REGION",
        technicalKey = type,
        description = $"The {type} environment",
        allowAdditionalEnvironmentInstance = false,
        planUpdatable = false,
    };

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        JsonObject? body = await context.Request.ReadJsonObjectAsync();
        if (body?.GetText("environmentType") is not { } type
            || body.GetText("planName") is not { } plan
            || body.GetText("serviceName") is not { } service)
            return CloudManagementError.CreateBadRequest(context, "environmentType, planName and serviceName must not be empty");

        string now = landscape.Now.ToTimestamp();
        EnvironmentInstance created = new()
        {
            Id = Guid.NewGuid().ToString(),
            Name = body.GetText("name") ?? type,
            EnvironmentType = type,
            ServiceName = service,
            PlanName = plan,
            LandscapeLabel = body.GetText("landscapeLabel"),
            Description = body.GetText("description") ?? "",
            Labels = WriteLabels(body.GetText("name") ?? type),
            Parameters = body["parameters"]?.ToJsonString() ?? "{}",
            State = "CREATING",
            CreatedBy = context.GetToken().Caller,
            CreatedDate = now,
            ModifiedDate = now,
        };
        environments.Put(created.Id, created, instance => instance with { State = landscape.Settings.JobsFail ? "CREATION_FAILED" : "OK" });
        return Results.Json(new { id = created.Id }, statusCode: StatusCodes.Status202Accepted);
    }

    private async Task<IResult> UpdateAsync(HttpContext context, string id)
    {
        JsonObject? body = await context.Request.ReadJsonObjectAsync();
        if (body?.GetText("planName") is not { } plan)
            return CloudManagementError.CreateBadRequest(context, "planName must not be empty");
        if (!environments.TryFind(id, out EnvironmentInstance? instance)) return CreateNotFound(context, id);

        environments.Put(
            id,
            instance with
            {
                PlanName = plan,
                Parameters = body["parameters"]?.ToJsonString() ?? instance.Parameters,
                State = "UPDATING",
                Type = "Update",
                ModifiedDate = landscape.Now.ToTimestamp(),
            },
            updating => updating with { State = landscape.Settings.JobsFail ? "UPDATE_FAILED" : "OK" });
        return Results.Json(new { }, statusCode: StatusCodes.Status202Accepted);
    }

    private IResult Delete(HttpContext context, string id)
    {
        if (!environments.TryFind(id, out EnvironmentInstance? instance)) return CreateNotFound(context, id);
        EnvironmentInstance deleting = instance with { State = "DELETING", Type = "Deprovision" };
        environments.Put(id, deleting, _ => landscape.Settings.JobsFail ? deleting with { State = "DELETION_FAILED" } : null);
        return Results.Json(deleting, statusCode: StatusCodes.Status202Accepted);
    }
}

namespace BtpEmulator;

/// <summary>The status of long work, which every Cloud Management service offers under the same path.</summary>
internal sealed class JobsService(Landscape landscape)
{
    public void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/jobs-management/v1/jobs/{id}/status", (HttpContext context, string id) =>
            landscape.Jobs.Read(id) is { } job ? Results.Json(job) : CloudManagementError.CreateNotFound(context, $"Job {id} not found"))
        .RequireManagementScope(SeedClients.GetCentralScope("job.read"), SeedClients.GetLocalScope("job.read"), SeedClients.GetRegistryScope("job.read"));

    /// <summary>Answers 202 with the address of a new job, relative as SAP sends it.</summary>
    public static IResult Accept(HttpContext context, Landscape landscape, string description)
    {
        var id = Guid.NewGuid().ToString();
        landscape.Jobs.Put(id, new CloudManagementJob("IN_PROGRESS", description), _ => landscape.Settings.JobsFail
            ? new CloudManagementJob("FAILED", $"{description} failed")
            : new CloudManagementJob("COMPLETED", $"{description} completed"));
        context.Response.Headers.Location = $"/jobs-management/v1/jobs/{id}/status";
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}

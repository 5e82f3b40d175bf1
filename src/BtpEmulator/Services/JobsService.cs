using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>The status of asynchronous operations. Every Cloud Management service provides it at the same path.</summary>
internal sealed class JobsService(Landscape landscape)
{
    public void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/jobs-management/v1/jobs/{id}/status", (HttpContext context, string id) =>
            landscape.Jobs.Read(id) is { } job ? Results.Json(job) : CloudManagementError.CreateNotFound(context, $"Job {id} not found"))
        .RequireManagementScope(
            SeedClients.GetCentralScope("job.read"), SeedClients.GetLocalScope("job.read"), SeedClients.GetRegistryScope("job.read"));

    /// <summary>Responds with 202 and the relative address of a new job, as SAP does.</summary>
    public static IResult Accept(HttpContext context, Landscape landscape, string description)
    {
        string id = Guid.NewGuid().ToString();
        landscape.Jobs.Put(id, new CloudManagementJob("IN_PROGRESS", description), _ => landscape.Settings.JobsFail
            ? new CloudManagementJob("FAILED", $"{description} failed")
            : new CloudManagementJob("COMPLETED", $"{description} completed"));
        context.Response.Headers.Location = $"/jobs-management/v1/jobs/{id}/status";
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}

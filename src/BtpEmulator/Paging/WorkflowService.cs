using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Paging;

/// <summary>Workflow: the OData list of its instances. Each page contains the link to the next page.</summary>
internal sealed class WorkflowService(EmulatorSettings settings)
{
    private const string Path = "/workflow-service/odata/v1/WorkflowInstances";

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, List).RequireScope(BindingClients.WorkflowScope);

    // A relative link is resolved against the request URL, so it repeats the last segment.
    private string CreateLink(int next) => settings.NextLinkOrigin is { } origin
        ? $"{origin}{Path}?$skiptoken={next}"
        : $"WorkflowInstances?$skiptoken={next}";

    private IResult List(HttpContext context)
    {
        if (LinkedPage.Read(context.Request, settings, "$skiptoken", "$top") is not { } page)
            return AiServiceError.CreateBadRequest("bpm.workflowruntime.odata", "$skiptoken and $top must be numbers");

        // Names with dots and signs are not valid C# identifiers.
        Dictionary<string, object> response = new() { ["@odata.context"] = "$metadata#WorkflowInstances", ["value"] = page.Items };
        if (page.Next is { } next) response["@odata.nextLink"] = CreateLink(next);
        return Results.Json(response);
    }
}

namespace BtpEmulator;

/// <summary>Workflow: the OData of its instances, each page of which names the next.</summary>
internal sealed class WorkflowService(EmulatorSettings settings)
{
    private const string Path = "/workflow-service/odata/v1/WorkflowInstances";

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, List).RequireScope(BindingClients.WorkflowScope);

    // A relative one belongs to the address of the request, whose last part it repeats.
    private string CreateLink(int next) => settings.NextLinkOrigin is { } origin
        ? $"{origin}{Path}?$skiptoken={next}"
        : $"WorkflowInstances?$skiptoken={next}";

    private IResult List(HttpContext context)
    {
        if (LinkedPage.Read(context.Request, settings, "$skiptoken", "$top") is not { } page)
            return AiServiceError.CreateBadRequest("bpm.workflowruntime.odata", "$skiptoken and $top must be numbers");

        // Names with dots and signs are no names of C#.
        var answer = new Dictionary<string, object> { ["@odata.context"] = "$metadata#WorkflowInstances", ["value"] = page.Items };
        if (page.Next is { } next) answer["@odata.nextLink"] = CreateLink(next);
        return Results.Json(answer);
    }
}

using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Paging;

/// <summary>AI Core: executions, a paged list with <c>Link</c> headers (RFC 8288).</summary>
internal sealed class ExecutionsService(EmulatorSettings settings)
{
    private const string Path = "/v2/lm/executions";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, (HttpRequest request) => List(request.HttpContext)).RequireScope(BindingClients.AiCoreScope);

    private IResult List(HttpContext context)
    {
        if (LinkedPage.Read(context.Request, settings, "$skip", "$top") is not { } page)
            return AiServiceError.CreateBadRequest("01010001", "$skip and $top must be numbers");

        // The header contains a second link first, and a comma in the next link's target, because clients must parse both.
        string start = $"<{Path}?$skip=0>; rel=\"first\"";
        context.Response.Headers.Link = page.Next is { } next
            ? $"{start}, <{settings.NextLinkOrigin}{Path}?$skip={next}&$select=id,number>; title=\"a, b\"; rel=\"next\""
            : start;
        return Results.Json(new { count = settings.LinkedItemCount, resources = page.Items });
    }
}

namespace BtpEmulator;

/// <summary>The descriptions a service gives of itself: OpenAPI 3 where it is new, Swagger 2 where it is old.</summary>
internal sealed class OpenApiService(Landscape landscape)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var management = new OpenApiDocument("Cloud Management", "", endpoint => endpoint.Metadata.GetMetadata<CloudManagementOperation>() is not null);
        MapDocuments(routes, management, "/v3/api-docs", "/v2/api-docs");
        MapBased(routes, "Document Information Extraction", "/document-information-extraction/v1");
        MapBased(routes, "Business Entity Recognition", "/api/v1");

        // This one shows its document to browsers, which ask for a page.
        var recommendation = Based("Personalized Recommendation", "/standard/rs/v1");
        MapDocuments(routes, recommendation, "/doc/v3/api-docs", "/doc/swagger.json");
        routes.MapGet("/doc", (HttpRequest request, EndpointDataSource known) => request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal)
            ? Results.Json(recommendation.WriteSwagger(Routes(known), landscape.Address))
            : HtmlPage.Create(200, "Swagger UI", "Personalized Recommendation: /doc/swagger.json"));
    }

    private static OpenApiDocument Based(string title, string basePath) =>
        new(title, basePath, endpoint => endpoint.RoutePattern.RawText?.StartsWith(basePath + "/", StringComparison.Ordinal) is true);

    private static IEnumerable<RouteEndpoint> Routes(EndpointDataSource known) => known.Endpoints.OfType<RouteEndpoint>();

    private void MapBased(IEndpointRouteBuilder routes, string title, string basePath) =>
        MapDocuments(routes, Based(title, basePath), basePath + "/v3/api-docs", basePath + "/swagger.json");

    private void MapDocuments(IEndpointRouteBuilder routes, OpenApiDocument document, string openApi, string swagger)
    {
        routes.MapGet(openApi, (EndpointDataSource known) => Results.Json(document.WriteOpenApi(Routes(known), landscape.Address)));
        routes.MapGet(swagger, (EndpointDataSource known) => Results.Json(document.WriteSwagger(Routes(known), landscape.Address)));
    }
}

using BtpEmulator.Bearer;
using BtpEmulator.Http;

namespace BtpEmulator.OpenApi;

/// <summary>The API descriptions that services publish. Newer services publish OpenAPI 3, older ones Swagger 2.</summary>
internal sealed class OpenApiService(Landscape landscape)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        OpenApiDescriptionWriter management = new(
            "Cloud Management", "", endpoint => endpoint.Metadata.GetMetadata<CloudManagementOperation>() is not null);
        MapDocuments(routes, management, "/v3/api-docs", "/v2/api-docs");
        MapBased(routes, "Document Information Extraction", "/document-information-extraction/v1");
        MapBased(routes, "Business Entity Recognition", "/api/v1");

        MapDocuments(routes, CreateDescription("Personalized Recommendation", "/standard/rs/v1"), "/doc/v3/api-docs", "/doc/swagger.json");
        routes.MapGet("/doc", () => HtmlPage.Create(200, "Swagger UI", "Personalized Recommendation: /doc/swagger.json"));
    }

    private static OpenApiDescriptionWriter CreateDescription(string title, string basePath) =>
        new(title, basePath, endpoint => endpoint.RoutePattern.RawText?.StartsWith(basePath + "/", StringComparison.Ordinal) is true);

    private void MapBased(IEndpointRouteBuilder routes, string title, string basePath) =>
        MapDocuments(routes, CreateDescription(title, basePath), basePath + "/v3/api-docs", basePath + "/swagger.json");

    private void MapDocuments(IEndpointRouteBuilder routes, OpenApiDescriptionWriter document, string openApi, string swagger)
    {
        routes.MapGet(
            openApi,
            (EndpointDataSource known) => Results.Json(document.WriteOpenApi(known.Endpoints.OfType<RouteEndpoint>(), landscape.Address)));
        routes.MapGet(
            swagger,
            (EndpointDataSource known) => Results.Json(document.WriteSwagger(known.Endpoints.OfType<RouteEndpoint>(), landscape.Address)));
    }
}

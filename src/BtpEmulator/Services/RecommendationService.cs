using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>Personalized Recommendation: upload, training and recommendations.</summary>
internal sealed class RecommendationService(Landscape landscape)
{
    private const string Path = "/standard/rs/v1/tenants/{tenant}";

    private readonly ResourceStore<TrainingJob> latest = new(landscape.Settings);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path + "/jobs/file-upload", (HttpContext context, string tenant) => UploadAsync(context.Request, tenant))
            .RequireScope(SeedClients.RecommendationScope);
        routes.MapGet(Path + "/jobs/latest", (string tenant, string? site) => latest.Read(CreateKey(tenant, site)) is { } job
            ? Results.Json(job)
            : AiServiceError.CreateNotFound("PR404", "No training job was found for this tenant and site."))
            .RequireScope(SeedClients.RecommendationScope);
        MapRecommendation(routes, "next-items", "items_ls", RecommendItems);
        MapRecommendation(routes, "similar-items", "item", RecommendItems);
        MapRecommendation(routes, "smart-search", "string_queries", RecommendItems);
        MapRecommendation(routes, "user-affinity", "items_ls", RecommendAffinities);
    }

    private static string CreateKey(string tenant, string? site) => $"{tenant}/{site ?? "default"}";

    private static void MapRecommendation(
        IEndpointRouteBuilder routes, string name, string required, Func<int, IResult> recommend) => routes
        .MapPost($"{Path}/recommendations/{name}", async (HttpContext context) =>
            await context.Request.ReadJsonObjectAsync() is { } body && body[required] is not null
                ? recommend(ReadCount(body))
                : AiServiceError.CreateBadRequest("PR400", $"{required} is required."))
        .RequireScope(SeedClients.RecommendationScope);

    private static int ReadCount(JsonObject body) =>
        body["k"] is JsonValue value && value.GetValueKind() is JsonValueKind.Number ? (int)value.GetValue<double>() : 10;

    private static IResult RecommendItems(int count)
    {
        List<int> ranks = Enumerable.Range(1, count).ToList();
        return Results.Json(new
        {
            recommendations = ranks.Select(rank => (1000 + (rank * 7)).ToString(CultureInfo.InvariantCulture)),
            scores = ranks.Select(rank => Math.Round(1.0 / (rank + 1), 4)),
        });
    }

    private static IResult RecommendAffinities(int count)
    {
        string[] categories = ["Crime", "Thriller", "Animation", "Drama", "Comedy"];
        return Results.Json(new
        {
            recommendations = new { categories = categories.Take(count) },
            scores = new { categories = categories.Take(count).Select((_, index) => Math.Round(0.25 / (index + 1), 4)) },
        });
    }

    private async Task<IResult> UploadAsync(HttpRequest request, string tenant)
    {
        MultipartUpload? upload = await MultipartUpload.ReadAsync(request);
        if (upload?.FindFile("file") is not { Length: > 0 })
            return AiServiceError.CreateBadRequest("PR400", "A file with training data is required.");

        string site = upload.FindField("site") ?? request.Query["site"].FirstOrDefault() ?? "default";
        bool serve = (upload.FindField("serve_model") ?? request.Query["serve_model"].FirstOrDefault())?.Equals(
            "true", StringComparison.OrdinalIgnoreCase) is true;
        TrainingJob job = new(Guid.NewGuid().ToString(), tenant, site, "PENDING", landscape.Now.ToTimestamp(), serve);
        latest.Put(CreateKey(tenant, site), job, Finish, running => running with { Status = "RUNNING" });
        return Results.Json(job, statusCode: StatusCodes.Status202Accepted);
    }

    private TrainingJob Finish(TrainingJob job) => job with { Status = landscape.Settings.JobsFail ? "FAILED" : "SUCCEEDED" };
}

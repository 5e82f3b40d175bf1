using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>Business Entity Recognition: inference jobs, data sets and models. An unfinished job responds with 409.</summary>
internal sealed partial class EntityRecognitionService(Landscape landscape)
{
    private const string Path = "/api/v1";

    private static readonly string[] PretrainedModels =
    [
        "sap_address_entity", "sap_email_business_entity", "sap_generic_entities", "sap_invoice_header",
    ];

    private readonly ResourceStore<InferenceJob> jobs = new(landscape.Settings);
    private readonly ResourceStore<object> datasets = new(landscape.Settings);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path + "/inference/jobs", (HttpRequest request) => InferAsync(request)).RequireScope(SeedClients.RecognitionScope);
        routes.MapGet(Path + "/inference/jobs/{id}", Find).RequireScope(SeedClients.RecognitionScope);
        routes.MapGet(Path + "/datasets", () => RespondWithData(new { datasets = datasets.ReadAll() }))
            .RequireScope(SeedClients.RecognitionScope);
        routes.MapPost(Path + "/datasets", (HttpRequest request) => CreateDatasetAsync(request)).RequireScope(SeedClients.RecognitionScope);
        routes.MapGet(Path + "/models", () => RespondWithData(new
        {
            models = PretrainedModels.Select(modelName => new { modelName }),
        })).RequireScope(SeedClients.RecognitionScope);
    }

    [GeneratedRegex("[0-9]{4,}")]
    private static partial Regex InvoiceNumberPattern { get; }

    private static IResult RespondWithData(object data, int status = StatusCodes.Status200OK) =>
        Results.Json(new { data }, statusCode: status);

    private async Task<IResult> InferAsync(HttpRequest request)
    {
        JsonObject? body = await request.ReadJsonObjectAsync();
        if (body?.GetText("text") is not { } text || body.GetText("modelName") is not { } modelName)
            return AiServiceError.CreateBadRequest("BER400", "text and modelName are required.");

        InferenceJob job = new(Guid.NewGuid().ToString(), "PENDING", landscape.Now.ToTimestamp());
        jobs.Put(job.Id, job, pending => Finish(pending, text));
        int modelVersion = body["modelVersion"] is JsonValue version && version.TryGetValue(out int number) ? number : 1;
        return RespondWithData(
            new { id = job.Id, message = "Inference job has been submitted", modelName, modelVersion, status = job.Status },
            StatusCodes.Status201Created);
    }

    private InferenceJob Finish(InferenceJob job, string text)
    {
        InferenceJob finished = job with { ModifiedAt = landscape.Now.ToTimestamp() };
        if (landscape.Settings.JobsFail || text.StartsWith("fail", StringComparison.OrdinalIgnoreCase))
            return finished with { Status = "FAILED" };
        return finished with
        {
            Status = "SUCCESS",
            Result =
            [
                new
                {
                    invoiceReferenceNumber = InvoiceNumberPattern
                        .Matches(text)
                        .Select(match => new { confidence = 0.86, value = match.Value }),
                    vendorId = Array.Empty<object>(),
                },
            ],
        };
    }

    private IResult Find(string id) => jobs.Read(id) switch
    {
        null => AiServiceError.CreateNotFound("BER404", "Inference job not found."),
        { Status: "PENDING" } => AiServiceError.CreateConflict("BER409", "Inference job is still in progress."),
        var job => RespondWithData(job),
    };

    private async Task<IResult> CreateDatasetAsync(HttpRequest request)
    {
        if ((await request.ReadJsonObjectAsync())?.GetText("datasetType") is not ("training" or "inference") and var datasetType)
            return AiServiceError.CreateBadRequest("BER400", $"{datasetType ?? "null"} is not a type of data set.");
        string datasetId = Guid.NewGuid().ToString();
        var dataset = new { datasetId, createdAt = landscape.Now.ToTimestamp(), documentCount = 0 };
        datasets.Put(datasetId, dataset);
        return RespondWithData(dataset, StatusCodes.Status201Created);
    }
}

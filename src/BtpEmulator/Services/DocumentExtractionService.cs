using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BtpEmulator.Bearer;
using BtpEmulator.Http;
using BtpEmulator.Xsuaa;

namespace BtpEmulator.Services;

/// <summary>Document Information Extraction: capabilities, clients and document jobs.</summary>
internal sealed class DocumentExtractionService(Landscape landscape)
{
    private const string Path = "/document-information-extraction/v1";
    private const string MissingParameters = "E93";

    private readonly ResourceStore<DocumentJob> jobs = new(landscape.Settings);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "/capabilities", () => Results.Json(DocumentFields.DescribeCapabilities()))
            .RequireScope(SeedClients.ExtractionScope);
        routes.MapGet(Path + "/clients", (HttpRequest request) => ListClients(request)).RequireScope(SeedClients.ExtractionScope);
        routes.MapPost(Path + "/document/jobs", (HttpRequest request) => UploadAsync(request)).RequireScope(SeedClients.ExtractionScope);
        routes.MapGet(Path + "/document/jobs", (string? clientId) => Results.Json(new
        {
            results = jobs.ReadAll()
                .Where(job => clientId is null || job.ClientId == clientId)
                .Select(job => job with { Extraction = null }),
        })).RequireScope(SeedClients.ExtractionScope);
        routes.MapGet(Path + "/document/jobs/{id}", (string id) =>
            jobs.Read(id) is { } job ? Results.Json(job) : AiServiceError.CreateNotFound("E1", "Document job not found."))
            .RequireScope(SeedClients.ExtractionScope);
    }

    private IResult ListClients(HttpRequest request)
    {
        int? limit = request.GetNumber("limit", 100, 1);
        int? offset = request.GetNumber("offset", 0, 0);
        if (limit is null || offset is null) return AiServiceError.CreateBadRequest(MissingParameters, "limit and offset must be numbers.");
        return Results.Json(new
        {
            payload = Enumerable.Range(0, landscape.Settings.DocumentClientCount).Skip(offset.Value).Take(limit.Value).Select(number => new
            {
                clientId = number is 0 ? "default" : string.Create(CultureInfo.InvariantCulture, $"c_{number:D2}"),
                clientName = string.Create(CultureInfo.InvariantCulture, $"Client {number:D2}"),
            }),
        });
    }

    private async Task<IResult> UploadAsync(HttpRequest request)
    {
        MultipartUpload? upload = await MultipartUpload.ReadAsync(request);
        if (upload?.FindFile("file") is not { } file) return CreateMissingError("file");
        if (!file.HasKnownType) return AiServiceError.CreateBadRequest("E40", "The file needs a supported content type.");
        if (ReadOptions(upload.FindField("options")) is not { } options) return CreateMissingError("options, as JSON");
        if (options.GetText("clientId") is not { } client) return CreateMissingError("clientId");
        if ((options.GetText("documentType") ?? options.GetText("schemaName") ?? options.GetText("schemaId")) is not { } type)
            return CreateMissingError("documentType");

        DocumentJob job = new()
        {
            Id = Guid.NewGuid().ToString(),
            Status = "PENDING",
            FileName = file.FileName,
            ClientId = client,
            DocumentType = type,
            Created = landscape.Now.ToTimestamp(),
        };
        jobs.Put(job.Id, job, Finish);
        return Results.Json(
            new { id = job.Id, status = job.Status, processedTime = job.Created }, statusCode: StatusCodes.Status201Created);
    }

    private static IResult CreateMissingError(string what) =>
        AiServiceError.CreateBadRequest(MissingParameters, $"Required parameters not provided: {what}.");

    private static JsonObject? ReadOptions(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private DocumentJob Finish(DocumentJob job)
    {
        DocumentJob finished = job with { Finished = landscape.Now.ToTimestamp() };
        if (landscape.Settings.JobsFail || job.FileName.Contains("fail", StringComparison.OrdinalIgnoreCase))
            return finished with { Status = "FAILED", Error = new { code = "E118", message = "The document could not be read." } };
        return finished with { Status = "DONE", Extraction = DocumentFields.CreateExtraction() };
    }
}

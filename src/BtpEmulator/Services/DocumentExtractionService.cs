using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BtpEmulator;

/// <summary>Document Information Extraction: capabilities, clients and document jobs.</summary>
internal sealed class DocumentExtractionService(Landscape landscape)
{
    private const string Path = "/document-information-extraction/v1";
    private const string MissingParameters = "E93";

    private static readonly string[] DocumentTypes = ["invoice", "paymentAdvice", "purchaseOrder"];

    private readonly ResourceStore<DocumentJob> jobs = new(landscape.Settings);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "/capabilities", Capabilities).RequireScope(SeedClients.ExtractionScope);
        routes.MapGet(Path + "/clients", (HttpRequest request) => Clients(request)).RequireScope(SeedClients.ExtractionScope);
        routes.MapPost(Path + "/document/jobs", (HttpRequest request) => UploadAsync(request)).RequireScope(SeedClients.ExtractionScope);
        routes.MapGet(Path + "/document/jobs", (string? clientId) => Results.Json(new
        {
            results = jobs.ReadAll().Where(job => clientId is null || job.ClientId == clientId).Select(job => job with { Extraction = null }),
        })).RequireScope(SeedClients.ExtractionScope);
        routes.MapGet(Path + "/document/jobs/{id}", (string id) =>
            jobs.Read(id) is { } job ? Results.Json(job) : AiServiceError.NotFound("E1", "Document job not found."))
            .RequireScope(SeedClients.ExtractionScope);
    }

    private static IResult Capabilities() => Results.Json(new
    {
        documentTypes = DocumentTypes,
        extraction = new
        {
            headerFields = new[]
            {
                Capability("documentNumber", "document", "string"),
                Capability("grossAmount", "amounts", "number"),
                Capability("documentDate", "document", "date"),
            },
            lineItemFields = new[] { Capability("description", "details", "string"), Capability("quantity", "details", "number") },
        },
    });

    private static object Capability(string name, string category, string type) =>
        new { name, category, type, supportedDocumentTypes = DocumentTypes };

    private IResult Clients(HttpRequest request)
    {
        var limit = request.Number("limit", 100, 1);
        var offset = request.Number("offset", 0, 0);
        if (limit is null || offset is null) return AiServiceError.BadRequest(MissingParameters, "limit and offset must be numbers.");
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
        var upload = await MultipartUpload.ReadAsync(request);
        if (upload?.File("file") is not { } file) return Missing("file");
        if (!file.HasKnownType) return AiServiceError.BadRequest("E40", "The file needs a supported content type.");
        if (ReadOptions(upload.Field("options")) is not { } options) return Missing("options, as JSON");
        if (options.Text("clientId") is not { } client) return Missing("clientId");
        if ((options.Text("documentType") ?? options.Text("schemaName") ?? options.Text("schemaId")) is not { } type) return Missing("documentType");

        var job = new DocumentJob
        {
            Id = Guid.NewGuid().ToString(),
            Status = "PENDING",
            FileName = file.FileName,
            ClientId = client,
            DocumentType = type,
            Created = landscape.Now.ToTimestamp(),
        };
        jobs.Put(job.Id, job, Finish);
        return Results.Json(new { id = job.Id, status = job.Status, processedTime = job.Created }, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Missing(string what) => AiServiceError.BadRequest(MissingParameters, $"Required parameters not provided: {what}.");

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
        var finished = job with { Finished = landscape.Now.ToTimestamp() };
        if (landscape.Settings.JobsFail || job.FileName.Contains("fail", StringComparison.OrdinalIgnoreCase))
            return finished with { Status = "FAILED", Error = new { code = "E118", message = "The document could not be read." } };
        return finished with
        {
            Status = "DONE",
            Extraction = new
            {
                headerFields = new[]
                {
                    Field("documentNumber", "document", "string", "INV-4711", 0.97),
                    Field("grossAmount", "amounts", "number", 142.8, 0.93),
                    Field("documentDate", "document", "date", "2024-05-06", 0.95),
                },
                lineItems = new[]
                {
                    new[] { Field("description", "details", "string", "Consulting", 0.9), Field("quantity", "details", "number", 1.5, 0.88) },
                },
            },
        };
    }

    private static object Field(string name, string category, string type, object value, double confidence) => new
    {
        name,
        category,
        type,
        value,
        rawValue = Convert.ToString(value, CultureInfo.InvariantCulture),
        confidence,
        page = 1,
        coordinates = new { x = 0.1, y = 0.2, w = 0.3, h = 0.02 },
    };
}

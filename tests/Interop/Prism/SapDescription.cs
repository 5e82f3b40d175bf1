using System.Text.Json.Nodes;

namespace TokenModule.Interop;

/// <summary>
/// An OpenAPI document of SAP. The documents are not part of the repository, because they contain no license. TOKENMODULE_OPENAPI names
/// the folder with the files from the SAP Business Accelerator Hub.
/// </summary>
/// <param name="Endpoint">The endpoint of the service in the operation catalog.</param>
/// <param name="File">The name of the file.</param>
internal sealed record SapDescription(string Endpoint, string File)
{
    private const string FolderVariable = "TOKENMODULE_OPENAPI";

    private static readonly string[] BodyMethods = ["post", "put", "patch"];

    public static IReadOnlyList<SapDescription> All { get; } =
    [
        new("accounts", "accounts-service.json"),
        new("entitlements", "entitlements-service.json"),
        new("provisioning", "provisioning-service.json"),
        new("saas_registry", "saas-provisioning.json"),
    ];

    /// <summary>Why the documents cannot be read; null where all are present.</summary>
    public static string? SkipReason
    {
        get
        {
            if (Folder is null)
                return $"{FolderVariable} does not name a folder with SAP's OpenAPI documents.";
            string[] missing = [.. All.Where(document => !System.IO.File.Exists(document.Path)).Select(document => document.File)];
            return missing.Length == 0 ? null : $"The folder in {FolderVariable} has no file {string.Join(", ", missing)}.";
        }
    }

    public string Path => System.IO.Path.Combine(Folder!, File);

    private static string? Folder => Environment.GetEnvironmentVariable(FolderVariable);

    /// <returns>The schema of the body of an operation, or null when it has no body.</returns>
    public static JsonObject? FindBodySchema(JsonObject document, string method, string path)
    {
        JsonNode? operation = document["paths"]![path]?[method.ToLowerInvariant()];
        JsonNode? content = operation?["requestBody"]?["content"]?["application/json"];
        return content?["schema"] is JsonObject schema ? Resolve(document, schema) : null;
    }

    /// <returns>The part of the document that a reference names, or the schema itself.</returns>
    public static JsonObject Resolve(JsonObject document, JsonObject schema)
    {
        return (string?)schema["$ref"] is { } reference
            ? document["components"]!["schemas"]![reference.Split('/').Last()]!.AsObject()
            : schema;
    }

    public JsonObject Read() => JsonNode.Parse(System.IO.File.ReadAllText(Path))!.AsObject();

    /// <summary>
    /// Reads the document and closes the schema of each body. SAP's schemas are open: they permit unknown members, so that Prism could
    /// never report one.
    /// </summary>
    public JsonObject ReadWithClosedBodies()
    {
        JsonObject document = Read();
        foreach ((string path, JsonNode? item) in document["paths"]!.AsObject())
        {
            foreach (string method in BodyMethods.Where(item!.AsObject().ContainsKey))
            {
                if (FindBodySchema(document, method, path) is { } schema)
                    schema["additionalProperties"] = false;
            }
        }

        return document;
    }
}

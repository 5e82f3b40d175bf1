namespace TokenModule.Api.Bodies;

/// <summary>The media types of files that SAP's services accept, from the registry of IANA.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Bytes = "application/octet-stream";

    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".gif"] = "image/gif",
        [".gz"] = "application/gzip",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".json"] = Json,
        [".md"] = "text/markdown",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".tif"] = "image/tiff",
        [".tiff"] = "image/tiff",
        [".txt"] = "text/plain",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".xml"] = "application/xml",
        [".yaml"] = "application/yaml",
        [".yml"] = "application/yaml",
        [".zip"] = "application/zip",
    };

    /// <summary>Whether a content is one JSON text (RFC 6839 section 3.1). A JSON sequence or JSON lines are not.</summary>
    /// <param name="contentType">The value of Content-Type, with or without parameters.</param>
    public static bool IsJson(string contentType)
    {
        string type = contentType.Split(';')[0].Trim();
        return string.Equals(type, Json, StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    public static string GetForFile(string path) => ByExtension.TryGetValue(Path.GetExtension(path), out string? type) ? type : Bytes;
}

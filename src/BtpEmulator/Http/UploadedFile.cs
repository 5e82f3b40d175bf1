namespace BtpEmulator.Http;

internal sealed record UploadedFile(string Name, string FileName, string? ContentType, long Length)
{
    /// <summary>Whether the file has a specific content type. The services reject <c>application/octet-stream</c>.</summary>
    public bool HasKnownType =>
        ContentType is { Length: > 0 } type && !type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase);
}

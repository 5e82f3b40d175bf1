namespace BtpEmulator;

internal sealed record UploadedFile(string Name, string FileName, string? ContentType, long Length)
{
    /// <summary>The services look at the type of a file, so "some bytes" will not do.</summary>
    public bool HasKnownType => ContentType is { Length: > 0 } type && !type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase);
}

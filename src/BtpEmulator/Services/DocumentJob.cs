namespace BtpEmulator.Services;

/// <summary>A job that extracts the fields of a document.</summary>
internal sealed record DocumentJob
{
    public required string Id { get; init; }

    public required string Status { get; init; }

    public required string FileName { get; init; }

    public required string ClientId { get; init; }

    public required string DocumentType { get; init; }

    public required string Created { get; init; }

    public string? Finished { get; init; }

    public string LanguageCodes { get; } = "en";

    public object? Error { get; init; }

    public object? Extraction { get; init; }
}

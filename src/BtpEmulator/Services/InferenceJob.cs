namespace BtpEmulator;

/// <summary>A text in which entities are being recognised.</summary>
internal sealed record InferenceJob(string Id, string Status, string CreatedAt)
{
    public string? ModifiedAt { get; init; }

    public IReadOnlyList<object>? Result { get; init; }
}

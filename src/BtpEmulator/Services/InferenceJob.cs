namespace BtpEmulator.Services;

/// <summary>A job that recognizes entities in a text.</summary>
internal sealed record InferenceJob(string Id, string Status, string CreatedAt)
{
    public string? ModifiedAt { get; init; }

    public IReadOnlyList<object>? Result { get; init; }
}

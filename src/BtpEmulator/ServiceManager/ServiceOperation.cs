namespace BtpEmulator.ServiceManager;

/// <summary>The asynchronous creation or deletion of an instance or a binding.</summary>
internal sealed record ServiceOperation(string Id, string Type, string ResourceId, string ResourceType)
{
    public string State { get; init; } = "in progress";

    public bool Ready => State is "succeeded";

    public string? Description { get; init; }

    public object? Errors { get; init; }

    public string PlatformId { get; } = "service-manager";
}

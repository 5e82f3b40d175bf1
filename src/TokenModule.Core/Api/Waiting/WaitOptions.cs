namespace TokenModule.Api.Waiting;

/// <summary>The options for waiting until a long-running operation is complete.</summary>
internal sealed record WaitOptions
{
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The pause between two polls. Null starts with 1 second and increases to 10 seconds.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Receives the name of the state after each poll. Called on any thread.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Receives a warning when the result is an object in a failed state. Called on any thread.</summary>
    public Action<string>? Warn { get; init; }
}

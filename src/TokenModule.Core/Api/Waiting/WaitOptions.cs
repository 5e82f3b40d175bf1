namespace TokenModule.Api.Waiting;

/// <summary>How a command waits for what a service goes on with.</summary>
internal sealed record WaitOptions
{
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Between two looks; null begins with a second and grows to ten.</summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>Told the state at each look, in the service's own word. Called on any thread.</summary>
    public Action<string>? Progress { get; init; }
}

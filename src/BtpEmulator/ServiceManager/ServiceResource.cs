namespace BtpEmulator;

/// <summary>What an instance and a binding have in common.</summary>
internal abstract record ServiceResource
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool Ready { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public ServiceOperation? LastOperation { get; init; }

    /// <summary>Whether its broker refuses to make it.</summary>
    internal bool Fails { get; init; }
}

namespace BtpEmulator.ServiceManager;

/// <summary>The common members of instances and bindings.</summary>
internal abstract record ServiceResource
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool Ready { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public ServiceOperation? LastOperation { get; init; }

    /// <summary>Whether the broker fails to create the resource.</summary>
    internal bool Fails { get; init; }
}

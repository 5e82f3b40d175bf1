namespace TokenModule.Http;

/// <summary>How one command goes to the network.</summary>
internal sealed record NetworkOptions
{
    public static NetworkOptions Default { get; } = new();

    /// <summary>The deadline for the whole answer, all attempts and waits included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a request is sent again, at most; SAP advises three.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>The first wait before sending again; null follows SAP's table for the status.</summary>
    public TimeSpan? RetryInterval { get; init; }

    public ProxyServer Proxy { get; init; } = ProxyServer.MachineDefault;

    /// <summary>Told of each request, answer and wait, in words without secrets. Called on any thread.</summary>
    public Action<string>? Report { get; init; }

    /// <summary>Told how far a file has been moved. Called on any thread.</summary>
    public Action<TransferProgress>? Progress { get; init; }
}

namespace TokenModule.Http;

/// <summary>The network settings of one command.</summary>
internal sealed record NetworkOptions
{
    public static NetworkOptions Default { get; } = new();

    /// <summary>The time for the complete response, including all retries and pauses.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The maximum number of retries. SAP recommends three.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>The pause before the first retry. Null uses SAP's recommendation for the status code.</summary>
    public TimeSpan? RetryInterval { get; init; }

    public ProxyServer Proxy { get; init; } = ProxyServer.MachineDefault;

    /// <summary>Whether requests are sent at once even if the service has stated a rate rule.</summary>
    public bool IgnoreRateRule { get; init; }

    /// <summary>Receives a message without secrets for each request, response and pause. Called on any thread.</summary>
    public Action<string>? Report { get; init; }

    /// <summary>Receives the progress of a file transfer. Called on any thread.</summary>
    public Action<TransferProgress>? Progress { get; init; }

    /// <summary>The thread of the command that waits for the request. Null when no command waits.</summary>
    public ICallerThread? CallerThread { get; init; }
}

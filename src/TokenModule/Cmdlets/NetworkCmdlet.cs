using System.Management.Automation;
using TokenModule.Http;

namespace TokenModule.Cmdlets;

/// <summary>A cmdlet that goes to the network, with the parameters that say how.</summary>
public abstract class NetworkCmdlet : AsyncCmdlet
{
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = (int)NetworkOptions.Default.Timeout.TotalSeconds;

    [Parameter]
    [ValidateRange(0, 10)]
    public int MaximumRetryCount { get; set; } = NetworkOptions.Default.MaximumRetryCount;

    [Parameter]
    [ValidateRange(1, 3600)]
    public int? RetryIntervalSec { get; set; }

    private protected NetworkOptions Network => new()
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = RetryIntervalSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Report = Report,
    };
}

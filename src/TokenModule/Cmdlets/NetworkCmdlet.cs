using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Http;
using TokenModule.Logs;

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

    /// <summary>Used in place of the proxy this machine is set to; addresses of this machine itself need none.</summary>
    [Parameter]
    [ValidateProxy]
    public Uri? Proxy { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Told how far a file has been moved; null where none is.</summary>
    private protected virtual Action<TransferProgress>? TransferProgress => null;

    private protected NetworkOptions Network => new()
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = RetryIntervalSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Proxy = Proxy is null && ProxyCredential is null ? ProxyServer.MachineDefault : new ProxyServer(Proxy, ProxyCredential?.UserName, ProxyCredential is null ? null : new Secret(ProxyCredential.Password)),
        Report = Report,
        Progress = TransferProgress,
    };

    protected override void BeginProcessing() => LogMask.Attach(Host);
}

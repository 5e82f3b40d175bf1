using System.Management.Automation;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Http;
using TokenModule.Logs;

namespace TokenModule.Cmdlets;

/// <summary>The base class of cmdlets that send requests, with the parameters for timeouts, retries and proxies.</summary>
public abstract class NetworkCmdlet : AsyncCmdlet
{
    [Parameter(HelpMessage = "The maximum time in seconds for the complete response, including pauses and retries.")]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = (int)NetworkOptions.Default.Timeout.TotalSeconds;

    [Parameter(HelpMessage = "The maximum number of retries for a request, from 0 to 10.")]
    [ValidateRange(0, 10)]
    public int MaximumRetryCount { get; set; } = NetworkOptions.Default.MaximumRetryCount;

    [Parameter(HelpMessage = "The seconds before the first retry, from 1 to 3600.")]
    [ValidateRange(1, 3600)]
    public int? RetryIntervalSec { get; set; }

    /// <summary>Replaces the proxy settings of the computer. Addresses of the computer itself are reached directly.</summary>
    [Parameter(HelpMessage = "The address of the proxy, such as http://proxy.example:8080.")]
    [ValidateProxy]
    public Uri? Proxy { get; set; }

    [Parameter(HelpMessage = "The user name and password for the proxy.")]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Receives the progress of file transfers, or null when the cmdlet transfers no files.</summary>
    private protected virtual Action<TransferProgress>? TransferProgress => null;

    private protected NetworkOptions Network => new()
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = RetryIntervalSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Proxy = CreateProxy(),
        Report = Report,
        Progress = TransferProgress,
        CallerThread = CallerThread,
    };

    protected override void BeginProcessing() => LogMask.Attach(Host);

    private ProxyServer CreateProxy()
    {
        if (Proxy is null && ProxyCredential is null)
            return ProxyServer.MachineDefault;

        Secret? password = ProxyCredential is null ? null : new Secret(ProxyCredential.Password);
        return new ProxyServer(Proxy, ProxyCredential?.UserName, password);
    }
}

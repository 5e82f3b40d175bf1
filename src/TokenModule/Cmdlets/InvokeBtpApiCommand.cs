using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using TokenModule.Api;
using TokenModule.Api.Waiting;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Http;

namespace TokenModule.Cmdlets;

/// <summary>Calls an API of SAP BTP with the token of a service key.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BtpApi", DefaultParameterSetName = KeyPathSet, SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), typeof(string), typeof(FileInfo), typeof(IDictionary))]
public sealed class InvokeBtpApiCommand : ApiResponseCmdlet
{
    private readonly ConcurrentQueue<string> warnings = new();
    private readonly DeletionPrompt deletion = new();
    private OrderedCalls<PendingCall> calls = new(limit: 1);

    /// <summary>Reads all pages and returns their items.</summary>
    [Parameter(HelpMessage = "Reads all pages and returns the items as they arrive.")]
    public SwitchParameter All { get; set; }

    /// <summary>The maximum number of items. Only the pages that are necessary are read.</summary>
    [Parameter(HelpMessage = "Reads this number of items, from as many pages as necessary.")]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Waits until the operation that the call starts has finished, and returns its result.</summary>
    [Parameter(HelpMessage = "Waits until the operation has finished, and returns its result.")]
    public SwitchParameter Wait { get; set; }

    [Parameter(HelpMessage = "The maximum time in seconds to wait for the operation.")]
    [ValidateRange(1, 7 * 86400)]
    public int WaitTimeoutSec { get; set; } = (int)new WaitOptions().Timeout.TotalSeconds;

    /// <summary>The seconds between two polls. By default, the interval grows from 1 to 10 seconds.</summary>
    [Parameter(HelpMessage = "The seconds between two polls, from 1 to 3600.")]
    [ValidateRange(1, 3600)]
    public int? PollIntervalSec { get; set; }

    /// <summary>The maximum number of concurrent calls of a pipeline. Their output has the order of the input.</summary>
    [Parameter(HelpMessage = "The maximum number of calls of one pipeline that run at the same time, from 1 to 64.")]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>Sends the calls at once, even if the service has stated a rate rule.</summary>
    [Parameter(HelpMessage = "Sends the calls at once, even if the service has stated a rate rule.")]
    public SwitchParameter IgnoreRateRule { get; set; }

    /// <summary>Returns the command line for curl with a masked token, and sends no request.</summary>
    [Parameter(HelpMessage = "Returns a command line for curl with masked secrets, and sends no request.")]
    public SwitchParameter AsCurl { get; set; }

    private bool IsPaged => All || First is not null;

    // The verbose stream shows the same text, but the body of each change would make it too long.
    private bool IsWhatIf => LanguagePrimitives.IsTrue(
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? whatIf)
            ? whatIf
            : SessionState.PSVariable.GetValue("WhatIfPreference"));

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        calls = new OrderedCalls<PendingCall>(ThrottleLimit);
        string?[] exclusive = [OutFile is null ? null : "-OutFile", Wait ? "-Wait" : null, IsPaged ? (All ? "-All" : "-First") : null];
        string[] specified = [.. exclusive.OfType<string>()];
        if (specified.Length > 1)
        {
            BtpApiException error = new(
                Failure.RequestInvalid,
                $"{string.Join(" and ", specified)} cannot be combined. The request was not sent.",
                "Use only one of these parameters.");
            ThrowTerminatingError(ErrorRecords.FromException(error, null));
        }
    }

    protected override void ProcessRecord() => Guard(ItemKey, SendOrShowRequest);

    protected override void EndProcessing()
    {
        WriteResponses(calls.TakeAll());
        EndProgress();
    }

    // After Select-Object -First or a terminating error, calls can still be running. Reads end, and changes that were sent are finished.
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Task[] running = [.. calls.TakeAll().Select(call => call.Response)];
        if (running.Length > 0 && !StoppingToken.IsCancellationRequested)
            Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
    }

    private void SendOrShowRequest()
    {
        BtpApiRequest request = CreateRequest() with
        {
            AcceptsResponse = SkipHttpErrorCheck ? _ => true : null,
            Network = Network with { IgnoreRateRule = IgnoreRateRule },
            AbortToken = StoppingToken,
        };
        foreach (string warning in RequestWarnings.List(this, request, ItemOperation))
        {
            WriteWarning(warning);
        }

        if (AsCurl)
            WriteObject(RequestText.FormatCurlCommand(request));
        else if (!ShouldSend(request))
            return;
        else if (IsPaged)
            WritePages(request, First ?? int.MaxValue);
        else
            WriteResponses(calls.Add(StartCall(request)));
    }

    private PendingCall StartCall(BtpApiRequest request)
    {
        FileInfo? file = FindOutFileOrDefault();
        BtpApiRequest call = file is null ? request : request with { ResponseTarget = new FileDownload(file.FullName) };
        ValueTask<TransportResponse> response = Wait
            ? ModuleSession.Waiter.SendAsync(call, CreateWaitOptions(), EndingToken)
            : ModuleSession.Api.SendAsync(call, EndingToken);
        return new PendingCall(call, response.AsTask(), file) { Operation = FindOperationOrDefault(call) };
    }

    // A GET request changes nothing, so it is shown only with an explicit -WhatIf.
    private bool ShouldSend(BtpApiRequest request)
    {
        if (request.Method == HttpMethod.Get && !MyInvocation.BoundParameters.ContainsKey("WhatIf"))
            return true;

        string action = $"{request.Method} {TransportRequest.FormatAddress(request.Address)}";
        return ShouldProcess(IsWhatIf ? RequestText.FormatRequest(request) : action, action + "?", "Send this request")
            && (ItemOperation?.Method != "DELETE" || deletion.Confirm(this, action));
    }

    private WaitOptions CreateWaitOptions()
    {
        string activity = Activity;
        return new WaitOptions
        {
            Timeout = TimeSpan.FromSeconds(WaitTimeoutSec),
            PollInterval = PollIntervalSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Progress = state => ReportProgress(new ProgressRecord(0, activity, state)),
            Warn = warnings.Enqueue,
        };
    }

    private void WriteResponses(IEnumerable<PendingCall> pending)
    {
        foreach (PendingCall call in pending)
        {
            Guard(call.Request.TokenRequest.Key, () => WriteResponse(call, Await(call.Response)));
        }
    }

    private void WriteResponse(PendingCall call, TransportResponse response)
    {
        while (warnings.TryDequeue(out string? warning))
        {
            WriteWarning(warning);
        }

        WriteResponse(call.Request, response, call.File, call.Operation);
    }

    /// <param name="File">The file for the response, or null.</param>
    private sealed record PendingCall(BtpApiRequest Request, Task<TransportResponse> Response, FileInfo? File)
    {
        /// <summary>The operation whose types the objects of the response get, or null.</summary>
        public BtpOperation? Operation { get; init; }
    }
}

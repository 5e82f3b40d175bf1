using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using TokenModule.Api.Paging;
using TokenModule.Api.Waiting;
using TokenModule.Api;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Objects;
using TokenModule.Http;
using TokenModule.Json;

namespace TokenModule.Cmdlets;

/// <summary>Calls an API of SAP BTP with the token of a service key.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BtpApi", DefaultParameterSetName = KeyPathSet, SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), typeof(string), typeof(FileInfo), typeof(IDictionary))]
public sealed class InvokeBtpApiCommand : ApiRequestCmdlet
{
    private readonly Queue<PendingCall> inFlight = new();

    /// <summary>Gives objects as dictionaries, whose names may differ in case only.</summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>Gives the text of the answer as it came.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>The file that the answer is written to as it comes; it is there only once it is whole.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Gives the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The name of a variable that is set to the headers of the answer.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>The name of a variable that is set to the status of the answer.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatusCodeVariable { get; set; }

    /// <summary>Gives the answer of a call that was refused in place of an error.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <summary>Reads page after page, and gives their items as they come.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>So many items, of as many pages as that takes.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Waits until what the call begins is done, and gives its result.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    [Parameter]
    [ValidateRange(1, 7 * 86400)]
    public int WaitTimeoutSec { get; set; } = (int)new WaitOptions().Timeout.TotalSeconds;

    /// <summary>Between two looks; when not given it begins with a second and grows to ten.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int? PollIntervalSec { get; set; }

    /// <summary>How many calls of one pipeline are under way at once. Their answers come in the order they were asked for.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>Gives the command line of curl, with the token masked, and calls nothing.</summary>
    [Parameter]
    public SwitchParameter AsCurl { get; set; }

    private bool IsPaged => All || First is not null;

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        string[] given = [.. new[] { OutFile is null ? null : "-OutFile", Wait ? "-Wait" : null, IsPaged ? (All ? "-All" : "-First") : null }.OfType<string>()];
        if (given.Length > 1)
        {
            BtpApiException error = new(
                Failure.RequestInvalid, $"{string.Join(" and ", given)} cannot be combined. The request was not sent.", "Use only one of these parameters.");
            ThrowTerminatingError(ErrorRecords.FromException(error, null));
        }
    }

    protected override void ProcessRecord() => Guard(ItemKey, SendOrShowRequest);

    protected override void EndProcessing()
    {
        while (inFlight.Count > 0)
        {
            WriteOldestResponse();
        }

        EndProgress();
    }

    private void SendOrShowRequest()
    {
        BtpApiRequest request = CreateRequest() with { AcceptsResponse = SkipHttpErrorCheck ? _ => true : null, AcceptsErrorResponse = SkipHttpErrorCheck };
        if (AsCurl)
            WriteObject(RequestText.FormatCurlCommand(request));
        else if (ShouldSend(request))
            Send(request);
    }

    private void Send(BtpApiRequest request)
    {
        if (IsPaged)
        {
            WritePages(request);
            return;
        }

        FileInfo? file = OutFile is null ? null : new FileInfo(FilePath.Resolve(this, OutFile, Failure.FileNotWritable));
        BtpApiRequest call = file is null ? request : request with { ResponseTarget = new FileDownload(file.FullName) };
        ValueTask<TransportResponse> answer = Wait ? ModuleSession.Waiter.SendAsync(call, CreateWaitOptions(), StoppingToken) : ModuleSession.Api.SendAsync(call, StoppingToken);
        inFlight.Enqueue(new PendingCall(call, answer.AsTask(), file));
        while (inFlight.Count >= ThrottleLimit)
        {
            WriteOldestResponse();
        }
    }

    // The same words are on the verbose stream, where the body of every change would be too much.
    private bool IsWhatIf => LanguagePrimitives.IsTrue(MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? asked) ? asked : SessionState.PSVariable.GetValue("WhatIfPreference"));

    // Reading changes nothing, and is shown only where that is asked for by name.
    private bool ShouldSend(BtpApiRequest request)
    {
        bool asked = Method != ApiMethod.Get || MyInvocation.BoundParameters.ContainsKey("WhatIf");
        string place = $"{request.Method} {TransportRequest.FormatAddress(request.Address)}";
        return !asked || ShouldProcess(IsWhatIf ? RequestText.FormatRequest(request) : place, place + "?", "Send this request");
    }

    private WaitOptions CreateWaitOptions()
    {
        string activity = Activity;
        return new WaitOptions
        {
            Timeout = TimeSpan.FromSeconds(WaitTimeoutSec),
            PollInterval = PollIntervalSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Progress = state => ReportProgress(new ProgressRecord(0, activity, state)),
        };
    }

    private void WriteOldestResponse()
    {
        PendingCall call = inFlight.Dequeue();
        Guard(call.Request.TokenRequest.Key, () => WriteResponse(call, Await(call.Answer)));
    }

    private void WriteResponse(PendingCall call, TransportResponse answer)
    {
        SetVariables(answer);
        if (call.File is not null && answer.IsSuccess)
        {
            if (PassThru)
                WriteObject(InvokeProvider.Item.Get([call.File.FullName], force: true, literalPath: true), enumerateCollection: true);
        }
        else if (answer.Body.Length > 0)
        {
            WriteObject(Raw ? [ResponseText.Decode(answer)] : ReadObjects(call.Request, answer), enumerateCollection: true);
        }
    }

    private IEnumerable<object?> ReadObjects(BtpApiRequest request, TransportResponse answer)
    {
        try
        {
            using JsonDocument document = ResponseJson.Parse(answer);
            return JsonUnicode.Require(document.RootElement, new JsonObjects(AsHashtable).ConvertItems);
        }
        catch (JsonException e) when (e is not InvalidUnicodeException && !IsJson(answer))
        {
            // A page or a text, not JSON: it is written as it came.
            return [ResponseText.Decode(answer)];
        }
        catch (JsonException)
        {
            throw BtpApiException.CreateForDamagedJson(request, answer);
        }
    }

    private static bool IsJson(TransportResponse answer) => answer.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true;

    // The first item is out before the second page is asked for; that one comes while the others are written.
    private void WritePages(BtpApiRequest request)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(StoppingToken);
        try
        {
            IAsyncEnumerator<ApiPage> pages = ModuleSession.Pages.ReadPagesAsync(request, enough.Token).GetAsyncEnumerator(enough.Token);
            int left = First ?? int.MaxValue;
            Task<bool>? next = pages.MoveNextAsync().AsTask();
            for (int number = 1; left > 0 && Await(next); number++)
            {
                using ApiPage page = pages.Current;
                SetVariables(page.Response);
                ReportProgress(new ProgressRecord(0, Activity, $"Page {number}"));
                object?[] items = Raw ? [ResponseText.Decode(page.Response)] : ReadItems(request, page);
                int written = Math.Min(items.Length, left);
                left -= page.Items.Count;
                for (int i = 0; i < written; i++)
                {
                    WriteObject(items[i]);
                    if (i == 0 && left > 0)
                        next = pages.MoveNextAsync().AsTask();
                }

                if (items.Length == 0)
                    next = pages.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            enough.Cancel();
        }
    }

    private object?[] ReadItems(BtpApiRequest request, ApiPage page)
    {
        try
        {
            JsonObjects objects = new(AsHashtable);
            return JsonUnicode.Require(page.Items, items => items.Select(objects.ConvertValue).ToArray());
        }
        catch (InvalidUnicodeException)
        {
            throw BtpApiException.CreateForDamagedJson(request, page.Response);
        }
    }

    private void SetVariables(TransportResponse answer)
    {
        if (StatusCodeVariable is not null)
            SessionState.PSVariable.Set(StatusCodeVariable, answer.StatusCode);
        if (ResponseHeadersVariable is not null)
            SessionState.PSVariable.Set(ResponseHeadersVariable, ResponseText.ToHeaderDictionary(answer));
    }

    /// <summary>A call under way.</summary>
    private sealed record PendingCall(BtpApiRequest Request, Task<TransportResponse> Answer, FileInfo? File);
}

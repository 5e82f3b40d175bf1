using System.Management.Automation;
using TokenModule.Api;
using TokenModule.Api.Operations;
using TokenModule.Cmdlets.Arguments;
using TokenModule.Cmdlets.Objects;
using TokenModule.Http;

namespace TokenModule.Cmdlets;

/// <summary>The base class of cmdlets that call an API, with the parameters for the output of the response.</summary>
public abstract class ApiResponseCmdlet : ApiRequestCmdlet
{
    /// <summary>Returns JSON objects as dictionaries, in which names can differ only in case.</summary>
    [Parameter(HelpMessage = "Returns ordered dictionaries instead of objects.")]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>Returns the text of the response without conversion.</summary>
    [Parameter(HelpMessage = "Returns the text of the response unchanged.")]
    public SwitchParameter Raw { get; set; }

    /// <summary>The file to which the response is written. It appears only when the response is complete.</summary>
    [Parameter(HelpMessage = "The file to which the response is streamed, with progress.")]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Returns the file that was written.</summary>
    [Parameter(HelpMessage = "Returns the file that -OutFile wrote.")]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The name of a variable for the headers of the response.</summary>
    [Parameter(HelpMessage = "The name of a variable, without $, that receives the headers of the response.")]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>The name of a variable for the status code of the response.</summary>
    [Parameter(HelpMessage = "The name of a variable, without $, that receives the status code of the response.")]
    [ValidateNotNullOrEmpty]
    public string? StatusCodeVariable { get; set; }

    /// <summary>Returns the response when the service rejects the call, instead of writing an error.</summary>
    [Parameter(HelpMessage = "Returns the response of a rejected call instead of an error.")]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    private protected FileInfo? FindOutFileOrDefault()
    {
        return OutFile is null ? null : new FileInfo(FilePath.Resolve(this, OutFile, Failure.FileNotWritable));
    }

    /// <param name="request">The request of the response.</param>
    /// <param name="response">The response.</param>
    /// <param name="file">The file that contains the body of a successful response, or null.</param>
    /// <param name="operation">The operation whose types the objects get, or null.</param>
    private protected void WriteResponse(BtpApiRequest request, TransportResponse response, FileInfo? file, BtpOperation? operation)
    {
        SetVariables(response);
        if (file is not null && response.IsSuccess)
        {
            if (PassThru)
                WriteObject(InvokeProvider.Item.Get([file.FullName], force: true, literalPath: true), enumerateCollection: true);
        }
        else if (response.Body.Length > 0)
        {
            // The result of a long-running operation is the response of another operation.
            BtpOperation? source = operation is not null && response.FollowUpAddress is { } address
                ? FindOperationByPathOrDefault(request with { Method = HttpMethod.Get, Address = address })
                : operation;
            ResponseObjects objects = new(Raw, AsHashtable) { Operation = source };
            WriteObject(objects.Convert(request, response), enumerateCollection: true);
        }
    }

    /// <param name="request">The request for the first page.</param>
    /// <param name="limit">The maximum number of items.</param>
    private protected void WritePages(BtpApiRequest request, int limit)
    {
        ResponseObjects objects = new(Raw, AsHashtable) { Operation = FindOperationOrDefault(request) };
        PagedItems items = new(objects, limit, Await);
        foreach (object? item in items.ReadItems(request, WritePageProgress, EndingToken))
        {
            WriteObject(item);
        }
    }

    /// <returns>The operation whose types the objects of the response get, or null.</returns>
    // Other services can have the same path, so the endpoint of the key is compared too.
    private protected BtpOperation? FindOperationOrDefault(BtpApiRequest request)
    {
        if (Raw || AsHashtable || OutFile is not null)
            return null;
        return ItemOperation ?? FindOperationByPathOrDefault(request);
    }

    private static BtpOperation? FindOperationByPathOrDefault(BtpApiRequest request)
    {
        BtpOperation? found = OperationCatalog.Find(endpoint: null, request.Method.Method, request.Address.AbsolutePath);
        return found is not null && EndpointName.HasOperation(request.TokenRequest.Key, found) ? found : null;
    }

    private void WritePageProgress(TransportResponse response, int number)
    {
        SetVariables(response);
        ReportProgress(new ProgressRecord(0, Activity, $"Page {number}"));
    }

    private void SetVariables(TransportResponse response)
    {
        if (StatusCodeVariable is not null)
            SessionState.PSVariable.Set(StatusCodeVariable, response.StatusCode);
        if (ResponseHeadersVariable is not null)
            SessionState.PSVariable.Set(ResponseHeadersVariable, ResponseText.ToHeaderDictionary(response));
    }
}

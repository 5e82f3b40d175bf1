using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>Calls an API and waits until the operation that the call started is complete.</summary>
internal sealed class OperationWaiter(BtpApiClient api, TimeProvider clock)
{
    /// <summary>The status that Business Entity Recognition returns until a result exists.</summary>
    public const int NotReadyStatus = 409;

    // With the default pauses, 1 + 1.5 + 2.25 + 3.4 s.
    private const int StalePolls = 4;

    private static readonly TimeSpan MaximumPause = TimeSpan.FromSeconds(10);

    // The first style that recognizes the response is used. Styles with clear evidence come first.
    private static readonly IWaitingStyle[] Styles =
        [new JobLocation(), new AccountState(), new TrainingUpload(), new CreatedJob(), new ResourceState()];

    /// <returns>The result of the operation. If the call started no operation, its response.</returns>
    /// <exception cref="BtpApiException">A call was rejected, or the operation failed or took too long.</exception>
    /// <exception cref="TransportException">There was no usable response.</exception>
    public async ValueTask<TransportResponse> SendAsync(BtpApiRequest request, WaitOptions options, CancellationToken cancellationToken)
    {
        // Only the result is written to the file. Which response is the result is known only after it was read.
        BtpApiRequest inMemory = request with { ResponseTarget = null };
        TransportResponse response = await WaitAsync(inMemory, options, cancellationToken).ConfigureAwait(false);
        if (request.ResponseTarget is null || !response.IsSuccess)
            return response;

        using MemoryStream body = new(response.Body);
        await request.ResponseTarget.WriteAsync(body, body.Length, _ => { }, cancellationToken).ConfigureAwait(false);
        return response with { Body = [] };
    }

    private async ValueTask<TransportResponse> WaitAsync(BtpApiRequest request, WaitOptions options, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        BtpApiRequest tolerant = request with
        {
            AcceptsResponse = received => IsNotReady(request, received) || request.AcceptsResponse?.Invoke(received) == true,
        };
        TransportResponse response = await api.SendAsync(tolerant, cancellationToken).ConfigureAwait(false);
        bool isExpected = response.IsSuccess || IsNotReady(request, response);
        if (!isExpected || FindOperation(request, response) is not { } operation)
            return response;

        BtpApiRequest poll = request.CreateFollowUp(operation.Address) with
        {
            AcceptsResponse = received => received.StatusCode == NotReadyStatus || IsDeleted(operation, received),
        };
        bool isFirstPoll = operation.Address == request.Address && request.Method == HttpMethod.Get;
        TransportResponse state = isFirstPoll ? response : await api.SendAsync(poll, cancellationToken).ConfigureAwait(false);
        bool isLast = false;
        for (int polls = 1; IsRunning(request, operation, state, options, polls); polls++)
        {
            TimeSpan remaining = options.Timeout - clock.GetElapsedTime(started);
            if (isLast || remaining <= TimeSpan.Zero)
                throw CreateTimeoutException(request, operation, state, options);

            // The last poll is at the deadline. A timer can fire slightly early, so the time that is left then is not compared again.
            TimeSpan pause = ComputePause(options, state, polls);
            isLast = pause >= remaining;
            await Task.Delay(isLast ? remaining : pause, clock, cancellationToken).ConfigureAwait(false);
            state = await api.SendAsync(poll, cancellationToken).ConfigureAwait(false);
        }

        if (IsDeleted(operation, state))
            return state with { Body = [] };
        if (operation.Result is null)
            return state with { FollowUpAddress = operation.Address };
        TransportResponse result = await api.SendAsync(request.CreateFollowUp(operation.Result), cancellationToken).ConfigureAwait(false);
        return result with { FollowUpAddress = operation.Result };
    }

    private static LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse response)
    {
        using JsonDocument? document = ParseDocumentOrDefault(response);
        JsonElement root = document?.RootElement ?? default;
        return Styles.Select(style => style.FindOperation(request, response, root)).FirstOrDefault(operation => operation is not null);
    }

    /// <exception cref="BtpApiException">The operation failed.</exception>
    private static bool IsRunning(
        BtpApiRequest request, LongRunningOperation operation, TransportResponse response, WaitOptions options, int polls)
    {
        if (IsDeleted(operation, response))
            return false;
        if (response.StatusCode == NotReadyStatus)
        {
            options.Progress?.Invoke("not ready");
            return true;
        }

        using JsonDocument? document = ParseDocumentOrDefault(response);
        OperationState? state = document is null ? null : OperationState.ReadOrDefault(document.RootElement);
        // A deletion is complete when the resource returns 404. Any other response without a state is the final result.
        if (state is null)
            return operation.IsDeletion && operation.Address == request.Address && response.StatusCode != 204;
        bool isFinishedJob = !operation.IsResource && !state.IsRunning && state.Description.Length > 0;
        options.Progress?.Invoke(isFinishedJob ? $"{state.Name}: {state.Description}" : state.Name);
        if (!state.HasFailed)
            return state.IsRunning;

        // A failed state can be older than the change, which the service has accepted but not begun.
        bool isChange = request.Method != HttpMethod.Get;
        if (operation.IsResource && isChange && polls <= StalePolls)
            return true;
        if (!operation.IsResource || isChange)
            throw CreateFailedException(request, response, state);

        string reason = state.Description.Length == 0 ? string.Empty : $": {state.Description}";
        options.Warn?.Invoke($"{TransportRequest.FormatAddress(request.Address)} is in the state {ServerText.Clean(state.Name)}{reason}.");
        return false;
    }

    private static bool IsNotReady(BtpApiRequest request, TransportResponse response)
    {
        return request.Method == HttpMethod.Get && response.StatusCode == NotReadyStatus;
    }

    private static bool IsDeleted(LongRunningOperation operation, TransportResponse response)
    {
        return operation.IsDeletion && response.StatusCode is 404 or 410;
    }

    private TimeSpan ComputePause(WaitOptions options, TransportResponse response, int polls)
    {
        TimeSpan growing = TimeSpan.FromSeconds(Math.Min(Math.Pow(1.5, polls - 1), MaximumPause.TotalSeconds));
        TimeSpan? requested = RetrySchedule.ReadRetryAfter(response, clock.GetUtcNow());
        return options.PollInterval ?? (requested > TimeSpan.Zero ? requested.Value : growing);
    }

    private static JsonDocument? ParseDocumentOrDefault(TransportResponse response)
    {
        try
        {
            return response.Body.Length == 0 ? null : ResponseJson.Parse(response);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BtpApiException CreateFailedException(BtpApiRequest request, TransportResponse response, OperationState state)
    {
        string description = ServerText.Clean(state.Description).TrimEnd('.');
        string reason = description.Length == 0 ? string.Empty : $", {description}";
        return new BtpApiException(
            Failure.OperationFailed,
            $"The service accepted {request.Method} {TransportRequest.FormatAddress(request.Address)}, but the operation failed: "
                + $"{ServerText.Clean(state.Name)}{reason}.",
            "Fix the reported problem and try again.",
            new FailedCall(request.CorrelationId, response));
    }

    private static string DescribeLastState(TransportResponse response)
    {
        using JsonDocument? document = ParseDocumentOrDefault(response);
        OperationState? state = document is null ? null : OperationState.ReadOrDefault(document.RootElement);
        string description = state is null or { Description.Length: 0 } ? string.Empty : $", {state.Description}";
        return state is null ? $"The last response had the status {response.Status}."
            : $"Its last state was {ServerText.Clean(state.Name)}{description}.";
    }

    private static BtpApiException CreateTimeoutException(
        BtpApiRequest request, LongRunningOperation operation, TransportResponse response, WaitOptions options)
    {
        return new BtpApiException(
            Failure.WaitTimedOut,
            $"The service accepted {request.Method} {TransportRequest.FormatAddress(request.Address)}, but the operation did not finish "
                + $"within {InvariantText.FormatSeconds(options.Timeout)} s. {DescribeLastState(response)} "
                + "It continues on the server, and the change may already be in force.",
            $"Wait longer with Invoke-BtpApi -Uri {TransportRequest.FormatAddress(operation.Address)} -Wait, or increase -WaitTimeoutSec.",
            new FailedCall(request.CorrelationId, response));
    }
}

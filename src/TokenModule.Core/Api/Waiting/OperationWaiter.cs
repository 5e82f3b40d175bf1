using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>Calls an API and waits until what it began is done.</summary>
internal sealed class OperationWaiter(BtpApiClient api, TimeProvider clock)
{
    /// <summary>What Business Entity Recognition answers while a result is not there.</summary>
    public const int NotReadyStatus = 409;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // The first that fits: from what is said plainly to what is only likely.
    private static readonly IWaitingStyle[] Styles = [new JobLocation(), new AccountState(), new TrainingUpload(), new CreatedJob(), new ResourceState()];

    /// <returns>The result; where the call began nothing, its answer.</returns>
    /// <exception cref="BtpApiException">A call was refused, the work failed, or it took too long.</exception>
    /// <exception cref="TransportException">An answer did not come.</exception>
    public async ValueTask<TransportResponse> SendAsync(BtpApiRequest request, WaitOptions options, CancellationToken cancellationToken)
    {
        // Only the result goes into a file, and which answer that is shows when it is there.
        TransportResponse answer = await WaitAsync(request with { ResponseTarget = null }, options, cancellationToken).ConfigureAwait(false);
        if (request.ResponseTarget is null || !answer.IsSuccess)
            return answer;

        using MemoryStream body = new(answer.Body);
        await request.ResponseTarget.WriteAsync(body, body.Length, _ => { }, cancellationToken).ConfigureAwait(false);
        return answer with { Body = [] };
    }

    private async ValueTask<TransportResponse> WaitAsync(BtpApiRequest request, WaitOptions options, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        TransportResponse answer = await api.SendAsync(request with { AcceptsResponse = a => IsNotReady(request, a) || request.AcceptsResponse?.Invoke(a) == true }, cancellationToken).ConfigureAwait(false);
        bool isGood = answer.IsSuccess || IsNotReady(request, answer);
        if (!isGood || FindOperation(request, answer) is not { } work)
            return answer;

        BtpApiRequest look = request.CreateFollowUp(work.Address) with { AcceptsResponse = a => a.StatusCode == NotReadyStatus || IsGone(work, a) };
        TransportResponse state = work.Address == request.Address && request.Method == HttpMethod.Get ? answer : await PollAsync(look, cancellationToken).ConfigureAwait(false);
        for (int looks = 1; IsRunning(request, work, state, options); looks++)
        {
            TimeSpan left = options.Timeout - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                throw CreateTimeoutException(request, work, state, options);

            TimeSpan pause = ComputePause(options, state, looks);
            await Task.Delay(pause < left ? pause : left, clock, cancellationToken).ConfigureAwait(false);
            state = await PollAsync(look, cancellationToken).ConfigureAwait(false);
        }

        return IsGone(work, state) ? state with { Body = [] }
            : work.Result is null ? state
            : await api.SendAsync(request.CreateFollowUp(work.Result), cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<TransportResponse> PollAsync(BtpApiRequest look, CancellationToken cancellationToken) => api.SendAsync(look, cancellationToken);

    private static LongRunningOperation? FindOperation(BtpApiRequest request, TransportResponse answer)
    {
        using JsonDocument? document = ParseDocumentOrDefault(answer);
        return Styles.Select(style => style.FindOperation(request, answer, document?.RootElement ?? default)).FirstOrDefault(work => work is not null);
    }

    /// <exception cref="BtpApiException">It has failed.</exception>
    private static bool IsRunning(BtpApiRequest request, LongRunningOperation work, TransportResponse answer, WaitOptions options)
    {
        if (IsGone(work, answer))
            return false;
        if (answer.StatusCode == NotReadyStatus)
        {
            options.Progress?.Invoke("not ready");
            return true;
        }

        using JsonDocument? document = ParseDocumentOrDefault(answer);
        OperationState? state = document is null ? null : OperationState.ReadOrDefault(document.RootElement);
        if (state is null)
            // What is removed is there until it is gone; anything else that says no state is what was waited for.
            return work.IsRemoval && work.Address == request.Address && answer.StatusCode != 204;
        if (state.HasFailed)
            throw CreateFailedException(request, answer, state);

        options.Progress?.Invoke(state.Word);
        return state.IsRunning;
    }

    private static bool IsNotReady(BtpApiRequest request, TransportResponse answer) => request.Method == HttpMethod.Get && answer.StatusCode == NotReadyStatus;

    private static bool IsGone(LongRunningOperation work, TransportResponse answer) => work.IsRemoval && answer.StatusCode is 404 or 410;

    private TimeSpan ComputePause(WaitOptions options, TransportResponse answer, int looks)
    {
        TimeSpan growing = TimeSpan.FromSeconds(Math.Min(Math.Pow(1.5, looks - 1), LongestPause.TotalSeconds));
        TimeSpan? asked = RetrySchedule.ReadRetryAfter(answer, clock.GetUtcNow());
        return options.PollInterval ?? (asked > TimeSpan.Zero ? asked.Value : growing);
    }

    private static JsonDocument? ParseDocumentOrDefault(TransportResponse answer)
    {
        try
        {
            return answer.Body.Length == 0 ? null : ResponseJson.Parse(answer);
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
                + $"{ServerText.Clean(state.Word)}{reason}.",
            "Fix the reported problem and try again.",
            new FailedCall(request.CorrelationId, response));
    }

    private static BtpApiException CreateTimeoutException(
        BtpApiRequest request, LongRunningOperation work, TransportResponse response, WaitOptions options)
    {
        return new BtpApiException(
            Failure.WaitTimedOut,
            $"The service accepted {request.Method} {TransportRequest.FormatAddress(request.Address)}, but the operation did not finish "
                + $"within {options.Timeout.TotalSeconds:0} s. It continues on the server.",
            $"Wait longer with Invoke-BtpApi -Uri {TransportRequest.FormatAddress(work.Address)} -Wait, or increase -WaitTimeoutSec.",
            new FailedCall(request.CorrelationId, response));
    }
}

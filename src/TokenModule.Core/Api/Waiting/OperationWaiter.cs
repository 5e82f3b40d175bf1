using System.Text.Json;
using TokenModule.Http;

namespace TokenModule.Api.Waiting;

/// <summary>Calls an API and waits until what it began is done.</summary>
internal sealed class OperationWaiter
{
    /// <summary>What Business Entity Recognition answers while a result is not there.</summary>
    public const int NotReady = 409;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // The first that fits: from what is said plainly to what is only likely.
    private static readonly IWorkStyle[] Styles = [new JobLocation(), new AccountState(), new TrainingUpload(), new CreatedJob(), new OwnState()];

    private readonly BtpApiClient api;
    private readonly TimeProvider clock;

    public OperationWaiter(BtpApiClient api, TimeProvider clock)
    {
        this.api = api;
        this.clock = clock;
    }

    /// <returns>The result; where the call began nothing, its answer.</returns>
    /// <exception cref="BtpApiException">A call was refused, the work failed, or it took too long.</exception>
    /// <exception cref="TransportException">An answer did not come.</exception>
    public async ValueTask<HttpAnswer> SendAsync(BtpApiRequest request, WaitOptions options, CancellationToken cancellationToken)
    {
        // Only the result goes into a file, and which answer that is shows when it is there.
        HttpAnswer answer = await WaitAsync(request with { Sink = null }, options, cancellationToken).ConfigureAwait(false);
        if (request.Sink is null || !answer.IsSuccess)
            return answer;

        using MemoryStream body = new(answer.Body);
        await request.Sink.TakeAsync(body, body.Length, _ => { }, cancellationToken).ConfigureAwait(false);
        return answer with { Body = [] };
    }

    private async ValueTask<HttpAnswer> WaitAsync(BtpApiRequest request, WaitOptions options, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        HttpAnswer answer = await api.SendAsync(request with { Accepts = a => IsNotReady(request, a) || request.Accepts?.Invoke(a) == true }, cancellationToken).ConfigureAwait(false);
        bool isGood = answer.IsSuccess || IsNotReady(request, answer);
        if (!isGood || WorkOf(request, answer) is not { } work)
            return answer;

        BtpApiRequest look = request.Follow(work.Address) with { Accepts = a => a.StatusCode == NotReady || IsGone(work, a) };
        HttpAnswer state = work.Address == request.Address && request.Method == HttpMethod.Get ? answer : await LookAsync(look, cancellationToken).ConfigureAwait(false);
        for (int looks = 1; IsRunning(request, work, state, options); looks++)
        {
            TimeSpan left = options.Timeout - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                throw TimedOut(request, work, state, options);

            TimeSpan pause = Pause(options, state, looks);
            await Task.Delay(pause < left ? pause : left, clock, cancellationToken).ConfigureAwait(false);
            state = await LookAsync(look, cancellationToken).ConfigureAwait(false);
        }

        return IsGone(work, state) ? state with { Body = [] }
            : work.Result is null ? state
            : await api.SendAsync(request.Follow(work.Result), cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<HttpAnswer> LookAsync(BtpApiRequest look, CancellationToken cancellationToken) => api.SendAsync(look, cancellationToken);

    private static Work? WorkOf(BtpApiRequest request, HttpAnswer answer)
    {
        using JsonDocument? document = Document(answer);
        return Styles.Select(style => style.Of(request, answer, document?.RootElement ?? default)).FirstOrDefault(work => work is not null);
    }

    /// <exception cref="BtpApiException">It has failed.</exception>
    private static bool IsRunning(BtpApiRequest request, Work work, HttpAnswer answer, WaitOptions options)
    {
        if (IsGone(work, answer))
            return false;
        if (answer.StatusCode == NotReady)
        {
            options.Progress?.Invoke("not ready");
            return true;
        }

        using JsonDocument? document = Document(answer);
        WorkState? state = document is null ? null : WorkState.Of(document.RootElement);
        if (state is null)
            // What is removed is there until it is gone; anything else that says no state is what was waited for.
            return work.IsRemoval && work.Address == request.Address && answer.StatusCode != 204;
        if (state.HasFailed)
            throw Failed(request, answer, state);

        options.Progress?.Invoke(state.Word);
        return state.IsRunning;
    }

    private static bool IsNotReady(BtpApiRequest request, HttpAnswer answer) => request.Method == HttpMethod.Get && answer.StatusCode == NotReady;

    private static bool IsGone(Work work, HttpAnswer answer) => work.IsRemoval && answer.StatusCode is 404 or 410;

    private TimeSpan Pause(WaitOptions options, HttpAnswer answer, int looks)
    {
        TimeSpan growing = TimeSpan.FromSeconds(Math.Min(Math.Pow(1.5, looks - 1), LongestPause.TotalSeconds));
        TimeSpan? asked = RetrySchedule.RetryAfter(answer, clock.GetUtcNow());
        return options.PollInterval ?? (asked > TimeSpan.Zero ? asked.Value : growing);
    }

    private static JsonDocument? Document(HttpAnswer answer)
    {
        try
        {
            return answer.Body.Length == 0 ? null : AnswerJson.Parse(answer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BtpApiException Failed(BtpApiRequest request, HttpAnswer answer, WorkState state)
    {
        string said = ServerText.Clean(state.Description).TrimEnd('.');
        string message = $"{request.Method} {HttpCall.PlaceOf(request.Address)} was accepted and then failed: {ServerText.Clean(state.Word)}{(said.Length == 0 ? "" : $", {said}")}. Mend what it names, and try again.{HttpCall.Mention(answer.CorrelationId ?? request.CorrelationId)}";
        return new BtpApiException(Failure.OperationFailed, message, answer, error: null, request.CorrelationId);
    }

    private static BtpApiException TimedOut(BtpApiRequest request, Work work, HttpAnswer answer, WaitOptions options)
    {
        string message = $"{request.Method} {HttpCall.PlaceOf(request.Address)} was accepted and is not done after {options.Timeout.TotalSeconds:0} s. It goes on: wait longer with Invoke-BtpApi -Uri {HttpCall.PlaceOf(work.Address)} -Wait, or with a larger -WaitTimeoutSec.{HttpCall.Mention(answer.CorrelationId ?? request.CorrelationId)}";
        return new BtpApiException(Failure.WaitTimedOut, message, answer, error: null, request.CorrelationId);
    }
}

using System.Net;

namespace TokenModule.Http;

/// <summary>
/// Sends requests and returns complete responses. It applies the timeout, the size limit and the retries, refuses redirects, and translates
/// the exceptions of the network classes.
/// </summary>
/// <param name="clock">Measures pauses and timeouts.</param>
/// <param name="connect">Creates the connections. Tests replace it to trust their own certificate authority.</param>
internal sealed class HttpTransport(TimeProvider clock, Func<ProxyServer, CertificateChain?, TimeProvider, HttpMessageHandler> connect)
    : IDisposable
{
    private static readonly string UserAgent = $"TokenModule/{typeof(HttpTransport).Assembly.GetName().Version!.ToString(3)}";

    private readonly TimeProvider clock = clock;
    private readonly ConnectionPools pools = new(connect, clock);
    private readonly RequestPauses pauses = new(clock);
    private readonly RateRules rateRules = new(clock);

    public HttpTransport(TimeProvider clock)
        : this(clock, ConnectionPool.Create)
    {
    }

    /// <summary>Sends a request, with retries where they are safe. The response can have any status except a redirect.</summary>
    /// <exception cref="TransportException">There was no response, a redirect, or a response that is too large.</exception>
    public async Task<TransportResponse> SendAsync(TransportRequest call, CancellationToken cancellationToken)
    {
        RequireConfidential(call.Address);
        using HttpClient? dedicated = call.Certificate is null ? null : pools.CreateClient(call.Network.Proxy, call.Certificate);
        HttpClient client = dedicated ?? pools.GetClient(call.Network.Proxy);
        CancellationToken sent = call.Method == HttpMethod.Get ? cancellationToken : call.AbortToken ?? cancellationToken;
        using TransferDeadline deadline = new(call, clock, sent);
        using CancellationTokenSource? waits =
            sent == cancellationToken ? null : CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        long started = clock.GetTimestamp();
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                await pauses.WaitAsync(call.Address, ComputeTimeLeft(), waits?.Token ?? deadline.Token).ConfigureAwait(false);
                RatePlace? place = await WaitForRuleAsync().ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                TransportResponse response = await SendOnceAsync(client, call, attempt, deadline).ConfigureAwait(false);
                place?.Release();
                if (LearnRule(call, response) && place is null && call.Resend != ResendPolicy.Never)
                {
                    // The call was sent before the rule was known. Its repetition is not a retry.
                    attempt--;
                    continue;
                }

                DateTimeOffset now = clock.GetUtcNow();
                if (RetrySchedule.ComputeDelayAfterResponse(call, response, attempt, now) is not { } pause)
                    return response;
                if (pause > ComputeTimeLeft())
                    throw TransportException.CreateForStatus(call, response, now + pause);
                if (response.StatusCode == 429)
                    pauses.AddPause(call.Address, pause);
                wait = pause;
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested && !sent.IsCancellationRequested)
            {
                throw deadline.IsExpired ? CreateTimeoutException(call, e) : NetworkFault.CreateException(call, e, attempt);
            }
            catch (TransportException fault) when (
                !fault.IsFinal
                && RetrySchedule.ComputeDelayAfterFailure(call, fault.Failure, attempt) is { } pause
                && pause <= ComputeTimeLeft())
            {
                wait = pause;
            }

            deadline.Pause();
            call.Network.Report?.Invoke($"Retrying in {InvariantText.FormatSeconds(wait)} s (attempt {attempt + 1}).");
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }

        // The time of this wait does not count for the timeout of the call.
        async ValueTask<RatePlace?> WaitForRuleAsync()
        {
            if (rateRules.IsEmpty || call.Network.IgnoreRateRule)
                return null;

            TimeSpan left = ComputeTimeLeft();
            long before = clock.GetTimestamp();
            deadline.Suspend();
            RatePlace? place = await rateRules.WaitAsync(call.Address, call.Network.Timeout, cancellationToken).ConfigureAwait(false);
            deadline.Resume(left);
            started += clock.GetTimestamp() - before;
            return place;
        }

        // The transfer of a file can take longer than the timeout, which applies to each pause without data.
        TimeSpan ComputeTimeLeft() => call.IsTransfer ? call.Network.Timeout : call.Network.Timeout - clock.GetElapsedTime(started);
    }

    public void Dispose() => pools.Dispose();

    /// <returns>Whether the response states a rate rule, which the next attempt obeys.</returns>
    private bool LearnRule(TransportRequest call, TransportResponse response)
    {
        if (response.StatusCode != 429 || call.Network.IgnoreRateRule)
            return false;
        if (rateRules.LearnOrDefault(call.Address, response) is { } rule)
            call.Network.Report?.Invoke($"{call.Address.Authority} accepts {rule}. Later requests are sent at this rate.");
        return RateRule.ReadOrDefault(response) is not null;
    }

    private async Task<TransportResponse> SendOnceAsync(HttpClient client, TransportRequest call, int attempt, TransferDeadline deadline)
    {
        try
        {
            return await ExchangeAsync(client, call, attempt, deadline).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw CreateException(e);
        }
        catch (IOException e)
        {
            throw CreateException(e);
        }
        catch (InvalidDataException e)
        {
            throw CreateException(e);
        }

        // Cancellation closes the connection, which can cause an exception for a broken connection.
        TransportException CreateException(Exception e)
        {
            deadline.Token.ThrowIfCancellationRequested();
            return NetworkFault.CreateException(call, e, attempt);
        }
    }

    private async Task<TransportResponse> ExchangeAsync(HttpClient client, TransportRequest call, int attempt, TransferDeadline deadline)
    {
        if (call.PrepareAsync is { } prepareAsync)
            await prepareAsync(deadline.Token).ConfigureAwait(false);
        using HttpRequestMessage message = CreateMessage(call, deadline);
        long started = clock.GetTimestamp();
        call.Network.Report?.Invoke($"{call.Method} {call.DisplayAddress}");
        using HttpResponseMessage httpResponse = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token)
            .ConfigureAwait(false);
        IReadOnlyDictionary<string, string> headers = ResponseHeaders.CollectHeaders(httpResponse);
        string? phrase = GetStandardPhrase(httpResponse.StatusCode);
        TransportResponse response = new((int)httpResponse.StatusCode, phrase, headers, []) { Attempts = attempt };
        if (response.IsRedirect)
            throw CreateRedirectException(call, response);
        if (ProxyFault.IsRefusal(response, call))
            throw ProxyFault.Describe(call, response);
        if (response.GetHeaderOrDefault("Content-Length")?.Contains(',') == true)
            throw new HttpRequestException("The response has two values for Content-Length.");

        byte[]? body = call.ResponseTarget is { } target && response.IsSuccess
            ? await WriteBodyAsync(httpResponse.Content, target, deadline).ConfigureAwait(false)
            : await BoundedBody.ReadAsync(httpResponse.Content, call.MaximumResponseLength, deadline.Token).ConfigureAwait(false);
        long milliseconds = (long)Math.Round(clock.GetElapsedTime(started).TotalMilliseconds);
        call.Network.Report?.Invoke($"{call.Method} {call.DisplayAddress} returned {response.Status} in {milliseconds} ms.");
        return body is null ? throw CreateTooLargeException(call, response) : response with { Body = body };
    }

    private static async Task<byte[]> WriteBodyAsync(HttpContent content, ResponseTarget target, TransferDeadline deadline)
    {
        if (ContentCoding.IsGzip(content))
            throw new InvalidDataException("The response has a content coding that was not requested.");

        deadline.Restart();
        long? length = content.Headers.ContentLength;
        using Stream body = await content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
        await target.WriteAsync(body, length, bytes => deadline.ReportBytes(bytes, length), deadline.Token).ConfigureAwait(false);
        return [];
    }

    // The reason phrase of the server is not used, because it can contain any text.
    private static string? GetStandardPhrase(HttpStatusCode status)
    {
        using HttpResponseMessage standard = new(status);
        return standard.ReasonPhrase;
    }

    private static HttpRequestMessage CreateMessage(TransportRequest call, TransferDeadline deadline)
    {
        deadline.Restart();
        HttpContent? content = call.Content?.Invoke();
        HttpRequestMessage message = new(call.Method, call.Address)
        {
            Content = content is null ? EmptyContent.CreateFor(call.Method)
                : call.IsTransfer ? new MeteredContent(content, deadline.ReportBytes)
                : content,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        // A file is requested without compression, so that its length shows whether it is complete.
        if (call.ResponseTarget is null)
            message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        if (call.CorrelationId is not null)
            message.Headers.TryAddWithoutValidation("X-CorrelationID", call.CorrelationId);
        foreach (KeyValuePair<string, string> header in call.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                message.Content?.Headers.Remove(header.Key);
                message.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        if (call.Bearer is not null)
            message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + call.Bearer.Reveal());
        return message;
    }

    private static void RequireConfidential(Uri address)
    {
        if (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            return;

        throw new TransportException(
            Failure.HostNotAllowed,
            $"The request contains a secret and was not sent to {address.Scheme}://{address.Authority}, "
                + "because the connection is not encrypted.",
            "Use the https address. Plain http is allowed only for this computer.");
    }

    private static TransportException CreateTimeoutException(TransportRequest call, Exception cause)
    {
        return new TransportException(
            Failure.NetworkTimeout,
            $"{call.DisplayAddress} did not send a complete response within {InvariantText.FormatSeconds(call.Network.Timeout)} s.",
            UnknownOutcome.IsPossible(call, Failure.NetworkTimeout)
                ? UnknownOutcome.GetAdvice(call)
                : "Try again, or increase -TimeoutSec.",
            new FailedCall(call),
            cause);
    }

    private static TransportException CreateRedirectException(TransportRequest call, TransportResponse response)
    {
        bool isAddress = Uri.TryCreate(call.Address, response.GetHeaderOrDefault("Location"), out Uri? location);
        string target = isAddress ? $"{location!.Scheme}://{location.Authority}" : "an invalid address";
        return new TransportException(
            Failure.RedirectRefused,
            $"{call.DisplayAddress} redirects to {target} ({response.StatusCode}). "
                + "The redirect was not followed, because the request contains a secret.",
            "Check that the address is the address of the service.",
            new FailedCall(call, response));
    }

    private static TransportException CreateTooLargeException(TransportRequest call, TransportResponse response)
    {
        int limit = call.MaximumResponseLength / (1024 * 1024);
        return new TransportException(
            call.UnusableResponseFailure,
            $"The response of {call.DisplayAddress} is larger than {limit} MiB and was not read completely.",
            "Request less data: a page or a filter.",
            new FailedCall(call, response));
    }
}


using System.Net;

namespace TokenModule.Http;

/// <summary>Sends a call and brings the whole answer: one place for deadlines, limits, sending again, redirects and what the network throws.</summary>
/// <param name="clock">The time that waits and answers are measured by.</param>
/// <param name="connect">Makes the connections, for a landscape that has a certificate authority of its own.</param>
internal sealed class HttpTransport(TimeProvider clock, Func<ProxyServer, CertificateChain?, TimeProvider, HttpMessageHandler> connect)
    : IDisposable
{
    private static readonly string UserAgent = $"TokenModule/{typeof(HttpTransport).Assembly.GetName().Version!.ToString(3)}";

    private readonly TimeProvider clock = clock;
    private readonly ConnectionPools pools = new(connect, clock);
    private readonly RequestPauses pauses = new(clock);

    public HttpTransport(TimeProvider clock)
        : this(clock, ConnectionPool.Create)
    {
    }

    /// <summary>Any answer is returned, whatever its status, once sending again has been tried where that is right.</summary>
    /// <exception cref="TransportException">No answer, a redirect, or an answer too large.</exception>
    public async Task<TransportResponse> SendAsync(TransportRequest call, CancellationToken cancellationToken)
    {
        RequireConfidential(call.Address);
        using HttpClient? own = call.Certificate is null ? null : pools.CreateClient(call.Network.Proxy, call.Certificate);
        HttpClient client = own ?? pools.GetClient(call.Network.Proxy);
        using TransferDeadline deadline = new(call, clock, cancellationToken);
        long started = clock.GetTimestamp();
        for (int sent = 1; ; sent++)
        {
            TimeSpan wait;
            try
            {
                await pauses.WaitAsync(call.Address, ComputeTimeLeft(), deadline.Token).ConfigureAwait(false);
                TransportResponse answer = await SendOnceAsync(client, call, sent, deadline).ConfigureAwait(false);
                DateTimeOffset now = clock.GetUtcNow();
                if (RetrySchedule.ComputeDelayAfterResponse(call, answer, sent, now) is not { } pause)
                    return answer;
                if (pause > ComputeTimeLeft())
                    throw TransportException.CreateForStatus(call, answer, now + pause);
                if (answer.StatusCode == 429)
                    pauses.AddPause(call.Address, pause);
                wait = pause;
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw deadline.IsExpired ? CreateTimeoutException(call, e) : NetworkFault.CreateException(call, e, sent);
            }
            catch (TransportException fault) when (!fault.IsFinal && RetrySchedule.ComputeDelayAfterFailure(call, fault.Failure, sent) is { } pause && pause <= ComputeTimeLeft())
            {
                wait = pause;
            }

            deadline.Pause();
            call.Network.Report?.Invoke($"Sending again in {wait.TotalSeconds:0.0} s (attempt {sent + 1}).");
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }

        // A file may take longer to move than anybody would wait for an answer.
        TimeSpan ComputeTimeLeft() => call.IsTransfer ? call.Network.Timeout : call.Network.Timeout - clock.GetElapsedTime(started);
    }

    public void Dispose() => pools.Dispose();

    private async Task<TransportResponse> SendOnceAsync(HttpClient client, TransportRequest call, int sent, TransferDeadline deadline)
    {
        try
        {
            return await ExchangeAsync(client, call, sent, deadline).ConfigureAwait(false);
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

        // Cancelling closes the connection, which can surface as a broken one.
        TransportException CreateException(Exception e)
        {
            deadline.Token.ThrowIfCancellationRequested();
            return NetworkFault.CreateException(call, e, sent);
        }
    }

    private async Task<TransportResponse> ExchangeAsync(HttpClient client, TransportRequest call, int sent, TransferDeadline deadline)
    {
        using HttpRequestMessage message = CreateMessage(call, deadline);
        long started = clock.GetTimestamp();
        call.Network.Report?.Invoke($"{call.Method} {call.DisplayAddress}");
        using HttpResponseMessage response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
        TransportResponse answer = new((int)response.StatusCode, GetStandardPhrase(response.StatusCode), ResponseHeaders.CollectHeaders(response), []) { Attempts = sent };
        if (answer.IsRedirect)
            throw CreateRedirectException(call, answer);
        if (ProxyFault.IsRefusal(answer, call))
            throw ProxyFault.Describe(call, answer);
        if (answer.GetHeaderOrDefault("Content-Length")?.Contains(',') == true)
            throw new HttpRequestException("The answer has two lengths.");

        byte[]? body = call.ResponseTarget is { } sink && answer.IsSuccess
            ? await WriteBodyAsync(response.Content, sink, deadline).ConfigureAwait(false)
            : await BoundedBody.ReadAsync(response.Content, call.MaximumResponseLength, deadline.Token).ConfigureAwait(false);
        call.Network.Report?.Invoke($"{call.Method} {call.DisplayAddress} answered {answer.Status} in {clock.GetElapsedTime(started).TotalMilliseconds:0} ms.");
        return body is null ? throw CreateTooLargeException(call, answer) : answer with { Body = body };
    }

    private static async Task<byte[]> WriteBodyAsync(HttpContent content, ResponseTarget sink, TransferDeadline deadline)
    {
        if (ContentCoding.IsGzip(content))
            throw new InvalidDataException("The response is compressed in a way that was not requested.");

        deadline.Restart();
        long? length = content.Headers.ContentLength;
        using Stream body = await content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
        await sink.WriteAsync(body, length, bytes => deadline.ReportBytes(bytes, length), deadline.Token).ConfigureAwait(false);
        return [];
    }

    // Not the server's own words, which could be anything.
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
            Content = content is null ? EmptyContent.CreateFor(call.Method) : call.IsTransfer ? new MeteredContent(content, deadline.ReportBytes) : content,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        // A file is wanted as it is, and whether it came whole is told by its length.
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
            $"The request contains a secret and was not sent to {address.Scheme}://{address.Authority}, because the connection is not encrypted.",
            "Use the https address. Plain http is allowed only for this computer.");
    }

    private static TransportException CreateTimeoutException(TransportRequest call, Exception cause)
    {
        return new TransportException(
            Failure.NetworkTimeout,
            $"{call.DisplayAddress} did not send a complete response within {call.Network.Timeout.TotalSeconds:0.#} s.",
            "Try again, or increase -TimeoutSec.",
            new FailedCall(call),
            cause);
    }

    private static TransportException CreateRedirectException(TransportRequest call, TransportResponse response)
    {
        bool isAddress = Uri.TryCreate(call.Address, response.GetHeaderOrDefault("Location"), out Uri? location);
        string target = isAddress ? $"{location!.Scheme}://{location.Authority}" : "an invalid address";
        return new TransportException(
            Failure.RedirectRefused,
            $"{call.DisplayAddress} redirects to {target} ({response.StatusCode}). The redirect was not followed, because the request contains a secret.",
            "Check that the address is the address of the service.",
            new FailedCall(call, response));
    }

    private static TransportException CreateTooLargeException(TransportRequest call, TransportResponse response)
    {
        return new TransportException(
            call.UnusableResponseFailure,
            $"The response of {call.DisplayAddress} is larger than {call.MaximumResponseLength / (1024 * 1024)} MiB and was not read completely.",
            "Request less data: a page or a filter.",
            new FailedCall(call, response));
    }
}

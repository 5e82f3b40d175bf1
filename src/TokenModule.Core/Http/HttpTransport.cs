
using System.Net;

namespace TokenModule.Http;

/// <summary>Sends a call and brings the whole answer: one place for deadlines, limits, sending again, redirects and what the network throws.</summary>
internal sealed class HttpTransport : IDisposable
{
    private static readonly string UserAgent = $"TokenModule/{typeof(HttpTransport).Assembly.GetName().Version!.ToString(3)}";

    private readonly ConnectionPools pools;
    private readonly TimeProvider clock;
    private readonly RequestPauses pauses;

    public HttpTransport(TimeProvider clock)
        : this(clock, ConnectionPool.Create)
    {
    }

    /// <param name="clock">The time that waits and answers are measured by.</param>
    /// <param name="connect">Makes the connections, for a landscape that has a certificate authority of its own.</param>
    public HttpTransport(TimeProvider clock, Func<ProxyServer, CertificateChain?, HttpMessageHandler> connect)
    {
        pools = new ConnectionPools(connect);
        this.clock = clock;
        pauses = new RequestPauses(clock);
    }

    /// <summary>Any answer is returned, whatever its status, once sending again has been tried where that is right.</summary>
    /// <exception cref="TransportException">No answer, a redirect, or an answer too large.</exception>
    public async Task<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        RequireConfidential(call.Address);
        using HttpClient? own = call.Certificate is null ? null : pools.Open(call.Network.Proxy, call.Certificate);
        HttpClient client = own ?? pools.Through(call.Network.Proxy);
        using TransferDeadline deadline = new(call, cancellationToken);
        long started = clock.GetTimestamp();
        for (int sent = 1; ; sent++)
        {
            TimeSpan wait;
            try
            {
                await pauses.WaitAsync(call.Address, Left(), deadline.Token).ConfigureAwait(false);
                HttpAnswer answer = await SendOnceAsync(client, call, sent, deadline).ConfigureAwait(false);
                DateTimeOffset now = clock.GetUtcNow();
                if (RetrySchedule.AfterAnswer(call, answer, sent, now) is not { } pause)
                    return answer;
                if (pause > Left())
                    throw TransportException.ForStatus(call, answer, now + pause);
                if (answer.StatusCode == 429)
                    pauses.Ask(call.Address, pause);
                wait = pause;
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw deadline.IsOver ? TimedOut(call, e) : NetworkFault.Describe(call, e, sent);
            }
            catch (TransportException fault) when (RetrySchedule.AfterFault(call, fault.Failure, sent) is { } pause && pause <= Left())
            {
                wait = pause;
            }

            deadline.Rest();
            call.Network.Report?.Invoke($"Sending again in {wait.TotalSeconds:0.0} s (attempt {sent + 1}).");
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }

        // A file may take longer to move than anybody would wait for an answer.
        TimeSpan Left() => call.IsTransfer ? call.Network.Timeout : call.Network.Timeout - clock.GetElapsedTime(started);
    }

    public void Dispose() => pools.Dispose();

    private async Task<HttpAnswer> SendOnceAsync(HttpClient client, HttpCall call, int sent, TransferDeadline deadline)
    {
        try
        {
            return await ExchangeAsync(client, call, sent, deadline).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw Broken(e);
        }
        catch (IOException e)
        {
            throw Broken(e);
        }
        catch (InvalidDataException e)
        {
            throw Broken(e);
        }

        // Cancelling closes the connection, which can surface as a broken one.
        TransportException Broken(Exception e)
        {
            deadline.Token.ThrowIfCancellationRequested();
            return NetworkFault.Describe(call, e, sent);
        }
    }

    private async Task<HttpAnswer> ExchangeAsync(HttpClient client, HttpCall call, int sent, TransferDeadline deadline)
    {
        using HttpRequestMessage message = Message(call, deadline);
        long started = clock.GetTimestamp();
        call.Network.Report?.Invoke($"{call.Method} {call.Place}");
        using HttpResponseMessage response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
        HttpAnswer answer = new((int)response.StatusCode, StandardPhrase(response.StatusCode), AnswerHeaders.Of(response), []) { Attempts = sent };
        if (answer.IsRedirect)
            throw Redirected(call, answer);
        if (answer.Header("Content-Length")?.Contains(',') == true)
            throw new HttpRequestException("The answer has two lengths.");

        byte[]? body = call.Sink is { } sink && answer.IsSuccess
            ? await PourAsync(response.Content, sink, deadline).ConfigureAwait(false)
            : await BoundedBody.ReadAsync(response.Content, call.AnswerLimit, deadline.Token).ConfigureAwait(false);
        call.Network.Report?.Invoke($"{call.Method} {call.Place} answered {answer.Status} in {clock.GetElapsedTime(started).TotalMilliseconds:0} ms.");
        return body is null ? throw TooLarge(call, answer) : answer with { Body = body };
    }

    private static async Task<byte[]> PourAsync(HttpContent content, AnswerSink sink, TransferDeadline deadline)
    {
        if (content.Headers.ContentEncoding.Count > 0)
            throw new InvalidDataException("The answer is compressed in a way that was not asked for.");

        deadline.Begin();
        long? length = content.Headers.ContentLength;
        using Stream body = await content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
        await sink.TakeAsync(body, length, bytes => deadline.Moved(bytes, length), deadline.Token).ConfigureAwait(false);
        return [];
    }

    // Not the server's own words, which could be anything.
    private static string? StandardPhrase(HttpStatusCode status)
    {
        using HttpResponseMessage standard = new(status);
        return standard.ReasonPhrase;
    }

    private static HttpRequestMessage Message(HttpCall call, TransferDeadline deadline)
    {
        deadline.Begin();
        HttpContent? content = call.Content?.Invoke();
        HttpRequestMessage message = new(call.Method, call.Address) { Content = content is not null && call.IsTransfer ? new MeteredContent(content, deadline.Moved) : content };
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        // A file is wanted as it is, and whether it came whole is told by its length.
        if (call.Sink is null)
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

        throw new TransportException(Failure.HostNotAllowed, $"{address.Scheme}://{address.Authority} is not sent a secret: only https addresses are, and http on this machine itself. Use the https address.");
    }

    private static TransportException TimedOut(HttpCall call, Exception cause)
    {
        return new TransportException(Failure.NetworkTimeout, $"{call.Place} gave no whole answer within {call.Network.Timeout.TotalSeconds:0.#} s. Try again, or give it longer with -TimeoutSec.{HttpCall.Mention(call.CorrelationId)}", cause) { CorrelationId = call.CorrelationId };
    }

    private static TransportException Redirected(HttpCall call, HttpAnswer answer)
    {
        string target = Uri.TryCreate(call.Address, answer.Header("Location"), out Uri? location) ? $"{location.Scheme}://{location.Authority}" : "an address that is none";
        return new TransportException(Failure.RedirectRefused, $"{call.Place} redirects to {target} ({answer.StatusCode}), which is not followed because the request carries a secret. Check that the address is the service's own.{HttpCall.Mention(answer.CorrelationId ?? call.CorrelationId)}")
        {
            StatusCode = answer.StatusCode,
            CorrelationId = answer.CorrelationId ?? call.CorrelationId,
        };
    }

    private static TransportException TooLarge(HttpCall call, HttpAnswer answer)
    {
        return new TransportException(call.Unusable, $"{call.Place} answered with more than {call.AnswerLimit / (1024 * 1024)} MiB, and reading stopped there. Ask for less, a page or a filter.{HttpCall.Mention(answer.CorrelationId ?? call.CorrelationId)}")
        {
            StatusCode = answer.StatusCode,
            CorrelationId = answer.CorrelationId ?? call.CorrelationId,
        };
    }
}

using System.Diagnostics.CodeAnalysis;
using TokenModule.Http;

namespace TokenModule.Claims.Verification;

/// <summary>The keys of one server, remembered for a while. A key that is not among them is looked for once more, and then not again for 30 s: a flood of made-up ids costs no flood of requests.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to dispose.")]
internal sealed class PublishedKeySet(Uri address, HttpTransport transport, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Cooldown = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile FetchedKeys? known;
    private long? missedAt;

    /// <inheritdoc cref="PublishedKeys.FindAsync"/>
    public async ValueTask<IReadOnlyList<VerificationKey>> FindAsync(string? keyId, NetworkOptions network, CancellationToken cancellationToken)
    {
        if (FindCachedKeys(keyId) is { Count: > 0 } at)
            return at;

        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            IReadOnlyList<VerificationKey>? remembered = FindCachedKeys(keyId);
            bool rests = missedAt is { } miss && clock.GetElapsedTime(miss) < Cooldown;
            if (remembered is { Count: > 0 } || (remembered is not null && rests))
                return remembered;

            known = await FetchAsync(network, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<VerificationKey> found = known.Keys.FindKeys(keyId);
            missedAt = found.Count == 0 ? known.At : missedAt;
            return found;
        }
        finally
        {
            gate.Release();
        }
    }

    private IReadOnlyList<VerificationKey>? FindCachedKeys(string? keyId) => known is { } keys && clock.GetElapsedTime(keys.At) < Fresh ? keys.Keys.FindKeys(keyId) : null;

    private async Task<FetchedKeys> FetchAsync(NetworkOptions network, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> headers = [new("Accept", "application/json")];
        if (known?.EntityTag is { } tag)
            headers.Add(new("If-None-Match", tag));
        TransportRequest call = new(HttpMethod.Get, address) { Headers = headers, Resend = ResendPolicy.Always, UnusableResponseFailure = Failure.KeyUnknown, Network = network };
        TransportResponse answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == 304 && known is { } unchanged)
            return unchanged with { At = clock.GetTimestamp() };
        if (RetrySchedule.IsTransient(answer.StatusCode))
            throw TransportException.CreateForStatus(call, answer, retryAt: null);

        try
        {
            return answer.IsSuccess
                ? new FetchedKeys(JsonWebKeySet.Parse(answer.Body), answer.GetHeaderOrDefault("ETag"), clock.GetTimestamp())
                : throw new TokenVerificationException(
                    Failure.KeyUnknown, $"{call.DisplayAddress} returned {answer.Status} instead of a key set.", "Check the address.");
        }
        catch (FormatException e)
        {
            throw new TokenVerificationException(
                Failure.KeyUnknown, $"{call.DisplayAddress} does not publish a key set: the response {e.Message}.", "Check the address.", e);
        }
    }

    private sealed record FetchedKeys(JsonWebKeySet Keys, string? EntityTag, long At);
}

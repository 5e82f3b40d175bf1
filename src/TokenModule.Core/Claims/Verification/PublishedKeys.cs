using System.Diagnostics.CodeAnalysis;
using TokenModule.Http;

namespace TokenModule.Claims.Verification;

/// <summary>The keys that servers publish, remembered for a while. A key that is not among them is looked for once more, and then not again for 30 s: a flood of made-up ids costs no flood of requests.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to dispose.")]
internal sealed class PublishedKeys
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Cooldown = TimeSpan.FromSeconds(30);

    private readonly HttpTransport transport;
    private readonly TimeProvider clock;
    private readonly Dictionary<Uri, Fetched> sets = [];
    private readonly SemaphoreSlim gate = new(1, 1);

    public PublishedKeys(HttpTransport transport, TimeProvider clock)
    {
        this.transport = transport;
        this.clock = clock;
    }

    /// <returns>The keys of that id, or all of them where it is null; none where there is no such key.</returns>
    /// <exception cref="TransportException">They cannot be had; the next call asks again.</exception>
    /// <exception cref="TokenVerificationException">What came are no keys.</exception>
    public async ValueTask<IReadOnlyList<VerificationKey>> FindAsync(Uri address, string? keyId, NetworkOptions network, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (sets.TryGetValue(address, out Fetched? known) && clock.GetElapsedTime(known.At) < Fresh)
            {
                IReadOnlyList<VerificationKey> found = known.Keys.Of(keyId);
                if (found.Count > 0 || clock.GetElapsedTime(known.At) < Cooldown)
                    return found;
            }

            sets[address] = await FetchAsync(address, known, network, cancellationToken).ConfigureAwait(false);
            return sets[address].Keys.Of(keyId);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Fetched> FetchAsync(Uri address, Fetched? known, NetworkOptions network, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> headers = [new("Accept", "application/json")];
        if (known?.EntityTag is { } tag)
            headers.Add(new("If-None-Match", tag));
        HttpCall call = new(HttpMethod.Get, address) { Headers = headers, Resend = Resend.Always, Network = network };
        HttpAnswer answer = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        long now = clock.GetTimestamp();
        if (answer.StatusCode == 304 && known is not null)
            return known with { At = now };
        if (RetrySchedule.IsTransient(answer.StatusCode))
            throw TransportException.ForStatus(call, answer, retryAt: null);

        try
        {
            return answer.IsSuccess
                ? new Fetched(JsonWebKeySet.Parse(answer.Body), answer.Header("ETag"), now)
                : throw new TokenVerificationException(Failure.KeyUnknown, $"{call.Place} answered {answer.Status} instead of its keys. Check the address.");
        }
        catch (FormatException e)
        {
            throw new TokenVerificationException(Failure.KeyUnknown, $"{call.Place} publishes no keys: the answer {e.Message}. Check the address.", e);
        }
    }

    private sealed record Fetched(JsonWebKeySet Keys, string? EntityTag, long At);
}

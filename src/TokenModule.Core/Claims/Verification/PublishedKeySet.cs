using System.Diagnostics.CodeAnalysis;
using TokenModule.Http;

namespace TokenModule.Claims.Verification;

/// <summary>
/// The published keys of one server, cached for 10 minutes. Unknown key ids cause one request in 30 seconds, so that tokens with
/// invented key ids cannot cause many requests.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A SemaphoreSlim without a wait handle needs no disposal.")]
internal sealed class PublishedKeySet(Uri address, HttpTransport transport, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Cooldown = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile FetchedKeys? cache;
    private long? failedSearchAt;

    /// <inheritdoc cref="PublishedKeys.FindAsync"/>
    public async ValueTask<IReadOnlyList<VerificationKey>> FindAsync(
        string? keyId, NetworkOptions network, CancellationToken cancellationToken)
    {
        if (FindCachedKeys(keyId) is { Count: > 0 } cached)
            return cached;

        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            IReadOnlyList<VerificationKey>? current = FindCachedKeys(keyId);
            bool isCoolingDown = failedSearchAt is { } time && clock.GetElapsedTime(time) < Cooldown;
            if (current is { Count: > 0 } || (current is not null && isCoolingDown))
                return current;

            cache = await FetchAsync(network, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<VerificationKey> found = cache.Keys.FindKeys(keyId);
            failedSearchAt = found.Count == 0 ? cache.At : failedSearchAt;
            return found;
        }
        finally
        {
            gate.Release();
        }
    }

    private IReadOnlyList<VerificationKey>? FindCachedKeys(string? keyId)
    {
        return cache is { } keys && clock.GetElapsedTime(keys.At) < Lifetime ? keys.Keys.FindKeys(keyId) : null;
    }

    private async Task<FetchedKeys> FetchAsync(NetworkOptions network, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> headers = [new("Accept", "application/json")];
        if (cache?.EntityTag is { } tag)
            headers.Add(new("If-None-Match", tag));
        TransportRequest call = new(HttpMethod.Get, address)
        {
            Headers = headers,
            Resend = ResendPolicy.Always,
            UnusableResponseFailure = Failure.KeyUnknown,
            Network = network,
        };
        TransportResponse response = await transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == 304 && cache is { } unchanged)
            return unchanged with { At = clock.GetTimestamp() };
        if (RetrySchedule.IsTransient(response.StatusCode))
            throw TransportException.CreateForStatus(call, response, retryAt: null);

        try
        {
            return response.IsSuccess
                ? new FetchedKeys(JsonWebKeySet.Parse(response.Body), response.GetHeaderOrDefault("ETag"), clock.GetTimestamp())
                : throw new TokenVerificationException(
                    Failure.KeyUnknown, $"{call.DisplayAddress} returned {response.Status} instead of a key set.", "Check the address.");
        }
        catch (FormatException e)
        {
            throw new TokenVerificationException(
                Failure.KeyUnknown,
                $"{call.DisplayAddress} does not publish a key set: the response {e.Message}.",
                "Check the address.",
                e);
        }
    }

    private sealed record FetchedKeys(JsonWebKeySet Keys, string? EntityTag, long At);
}

using System.Collections.Concurrent;
using TokenModule.Http;

namespace TokenModule.Claims.Verification;

/// <summary>The published keys of all servers, by address.</summary>
internal sealed class PublishedKeys(HttpTransport transport, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Uri, PublishedKeySet> sets = new();

    /// <returns>The keys with this id. All keys when the id is null. An empty list when the server has no such key.</returns>
    /// <exception cref="TransportException">The keys cannot be retrieved. The next call tries again.</exception>
    /// <exception cref="TokenVerificationException">The response is not a key set.</exception>
    public ValueTask<IReadOnlyList<VerificationKey>> FindAsync(
        Uri address, string? keyId, NetworkOptions network, CancellationToken cancellationToken)
    {
        return sets.GetOrAdd(address, a => new PublishedKeySet(a, transport, clock)).FindAsync(keyId, network, cancellationToken);
    }
}

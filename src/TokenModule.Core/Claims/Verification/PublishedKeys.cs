using System.Collections.Concurrent;
using TokenModule.Http;

namespace TokenModule.Claims.Verification;

/// <summary>The keys that servers publish, each server's by its address.</summary>
internal sealed class PublishedKeys(HttpTransport transport, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Uri, PublishedKeySet> sets = new();

    /// <returns>The keys of that id, or all of them where it is null; none where there is no such key.</returns>
    /// <exception cref="TransportException">They cannot be had; the next call asks again.</exception>
    /// <exception cref="TokenVerificationException">What came are no keys.</exception>
    public ValueTask<IReadOnlyList<VerificationKey>> FindAsync(Uri address, string? keyId, NetworkOptions network, CancellationToken cancellationToken)
    {
        return sets.GetOrAdd(address, a => new PublishedKeySet(a, transport, clock)).FindAsync(keyId, network, cancellationToken);
    }
}

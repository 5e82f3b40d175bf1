using System.Collections.Concurrent;

namespace BtpEmulator.Xsuaa;

/// <summary>The tokens that clients refer to by an opaque ID.</summary>
internal sealed class OpaqueTokenStore
{
    private readonly ConcurrentDictionary<string, string> tokens = new(StringComparer.Ordinal);

    public void Add(string name, string token) => tokens[name] = token;

    public bool Remove(string name) => tokens.TryRemove(name, out _);

    public string? Find(string name) => tokens.GetValueOrDefault(name);
}

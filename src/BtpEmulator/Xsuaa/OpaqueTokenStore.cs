using System.Collections.Concurrent;

namespace BtpEmulator.Xsuaa;

/// <summary>The tokens that clients refer to by an opaque ID.</summary>
internal sealed class OpaqueTokenStore
{
    private readonly ConcurrentDictionary<string, string> tokens = new(StringComparer.Ordinal);

    public void Add(string name, string token) => tokens[name] = token;

    public string? Find(string name) => tokens.GetValueOrDefault(name);
}

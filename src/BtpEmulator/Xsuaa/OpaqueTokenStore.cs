using System.Collections.Concurrent;

namespace BtpEmulator;

/// <summary>The tokens behind the names that clients got in their place.</summary>
internal sealed class OpaqueTokenStore
{
    private readonly ConcurrentDictionary<string, string> tokens = new(StringComparer.Ordinal);

    public void Add(string name, string token) => tokens[name] = token;

    public string? Find(string name) => tokens.GetValueOrDefault(name);
}

using System.Collections.Concurrent;

namespace TokenModule.Interop;

/// <summary>How many requests a server received, by method and path.</summary>
internal sealed class RequestCounts
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    public int this[string methodAndPath] => counts.GetValueOrDefault(methodAndPath);

    public void Add(string method, string path) => counts.AddOrUpdate($"{method} {path}", 1, (_, count) => count + 1);
}

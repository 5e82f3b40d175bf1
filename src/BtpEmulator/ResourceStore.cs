using System.Diagnostics.CodeAnalysis;

namespace BtpEmulator;

/// <summary>Resources that need some reads before they are settled, the way a real job needs some time.</summary>
internal sealed class ResourceStore<T>(EmulatorSettings settings)
    where T : class
{
    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, Entry> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="id">The id of the resource.</param>
    /// <param name="value">What the first read answers.</param>
    /// <param name="settle">What it becomes in the end; null means it is gone.</param>
    /// <param name="progress">What it becomes between two reads.</param>
    public void Put(string id, T value, Func<T, T?>? settle = null, Func<T, T>? progress = null)
    {
        lock (gate) entries[id] = new Entry(value) { Settle = settle, Progress = progress, ReadsLeft = settings.JobPolls };
    }

    /// <summary>A look at a resource, which brings it one read nearer to being settled.</summary>
    public T? Read(string id)
    {
        lock (gate) return entries.TryGetValue(id, out var entry) ? Poll(id, entry) : null;
    }

    public IReadOnlyList<T> ReadAll()
    {
        lock (gate) return [.. entries.ToArray().Select(pair => Poll(pair.Key, pair.Value)).OfType<T>()];
    }

    /// <summary>A look that does not count.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out T? value)
    {
        lock (gate) value = entries.TryGetValue(id, out var entry) ? entry.Value : null;
        return value is not null;
    }

    public bool Any(Func<T, bool> predicate)
    {
        lock (gate) return entries.Values.Any(entry => predicate(entry.Value));
    }

    public T? Update(string id, Func<T, T> change)
    {
        lock (gate) return entries.TryGetValue(id, out var entry) ? entry.Value = change(entry.Value) : null;
    }

    public T? Remove(string id)
    {
        lock (gate) return entries.Remove(id, out var entry) ? entry.Value : null;
    }

    private T? Poll(string id, Entry entry)
    {
        if (entry.Settle is null) return entry.Value;
        if (entry.ReadsLeft > 0)
        {
            var seen = entry.Value;
            entry.ReadsLeft--;
            entry.Value = entry.Progress?.Invoke(seen) ?? seen;
            return seen;
        }

        var settled = entry.Settle(entry.Value);
        entry.Settle = null;
        if (settled is null) entries.Remove(id);
        else entry.Value = settled;
        return settled;
    }

    private sealed class Entry(T value)
    {
        public T Value { get; set; } = value;

        public Func<T, T?>? Settle { get; set; }

        public Func<T, T>? Progress { get; init; }

        public int ReadsLeft { get; set; }
    }
}

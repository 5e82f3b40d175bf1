using System.Diagnostics.CodeAnalysis;

namespace BtpEmulator;

/// <summary>Stores resources that reach their final state only after several reads, like jobs that take time.</summary>
internal sealed class ResourceStore<T>(EmulatorSettings settings)
    where T : class
{
    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, Entry> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="id">The id of the resource.</param>
    /// <param name="value">The value that the first read returns.</param>
    /// <param name="settle">Computes the final value. A null result removes the resource.</param>
    /// <param name="progress">Computes the next value after each read before the final one.</param>
    public void Put(string id, T value, Func<T, T?>? settle = null, Func<T, T>? progress = null)
    {
        lock (gate) entries[id] = new Entry(value) { Settle = settle, Progress = progress, ReadsLeft = settings.JobPolls };
    }

    /// <summary>Reads a resource as a polling client does. The read counts toward the final state.</summary>
    public T? Read(string id)
    {
        lock (gate) return entries.TryGetValue(id, out Entry? entry) ? Poll(id, entry) : null;
    }

    public IReadOnlyList<T> ReadAll()
    {
        lock (gate) return [.. entries.ToArray().Select(pair => Poll(pair.Key, pair.Value)).OfType<T>()];
    }

    /// <summary>Reads a resource without counting the read.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out T? value)
    {
        lock (gate) value = entries.TryGetValue(id, out Entry? entry) ? entry.Value : null;
        return value is not null;
    }

    public bool Contains(Func<T, bool> predicate)
    {
        lock (gate) return entries.Values.Any(entry => predicate(entry.Value));
    }

    public T? Update(string id, Func<T, T> change)
    {
        lock (gate) return entries.TryGetValue(id, out Entry? entry) ? entry.Value = change(entry.Value) : null;
    }

    public T? Remove(string id)
    {
        lock (gate) return entries.Remove(id, out Entry? entry) ? entry.Value : null;
    }

    private T? Poll(string id, Entry entry)
    {
        if (entry.Settle is null) return entry.Value;
        if (entry.ReadsLeft > 0)
        {
            T seen = entry.Value;
            entry.ReadsLeft--;
            entry.Value = entry.Progress?.Invoke(seen) ?? seen;
            return seen;
        }

        T? settled = entry.Settle(entry.Value);
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

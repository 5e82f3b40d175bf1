namespace BtpEmulator;

/// <summary>The misbehaviour still to come; entries are used in the order they were added.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];

    /// <summary>What has not been used up, with <see cref="Fault.Times"/> counted down.</summary>
    public IReadOnlyList<Fault> Pending
    {
        get
        {
            lock (gate) return [.. faults];
        }
    }

    /// <summary>Adds entries to the end of the plan.</summary>
    public void Add(params IEnumerable<Fault> entries)
    {
        lock (gate) faults.AddRange(entries);
    }

    /// <summary>Behaves again.</summary>
    public void Clear()
    {
        lock (gate) faults.Clear();
    }

    internal Fault? Take(string method, string path, string query)
    {
        lock (gate)
        {
            var index = faults.FindIndex(fault =>
                (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
                && path.StartsWith(fault.Path, StringComparison.OrdinalIgnoreCase)
                && (fault.Query is null || query.TrimStart('?').Split('&').Contains(fault.Query, StringComparer.OrdinalIgnoreCase)));
            if (index < 0) return null;
            var fault = faults[index];
            if (fault.Times > 1) faults[index] = fault with { Times = fault.Times - 1 };
            else faults.RemoveAt(index);
            return fault;
        }
    }
}

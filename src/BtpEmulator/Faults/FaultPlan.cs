using System.IO.Enumeration;

namespace BtpEmulator.Faults;

/// <summary>The faults that the emulator will apply, in the order in which they were added.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];

    /// <summary>The faults that remain, with <see cref="Fault.Times"/> counted down.</summary>
    public IReadOnlyList<Fault> Pending
    {
        get
        {
            lock (gate) return [.. faults];
        }
    }

    /// <summary>Adds faults to the end of the plan.</summary>
    public void Add(params IEnumerable<Fault> entries)
    {
        lock (gate) faults.AddRange(entries);
    }

    /// <summary>Removes all faults.</summary>
    public void Clear()
    {
        lock (gate) faults.Clear();
    }

    internal Fault? Take(string method, string path, string query)
    {
        lock (gate)
        {
            int index = faults.FindIndex(fault =>
                (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
                && path.StartsWith(fault.Path, StringComparison.OrdinalIgnoreCase)
                && (fault.PathPattern is null || FileSystemName.MatchesSimpleExpression(fault.PathPattern, path))
                && (fault.Query is null || query.TrimStart('?').Split('&').Contains(fault.Query, StringComparer.OrdinalIgnoreCase)));
            if (index < 0) return null;
            Fault fault = faults[index];
            if (fault.Times > 1) faults[index] = fault with { Times = fault.Times - 1 };
            else faults.RemoveAt(index);
            return fault;
        }
    }
}

namespace BtpEmulator.Services;

/// <summary>
/// A filtered sequence of events whose types repeat in a fixed order. Events are computed when read, because a history can be long.
/// </summary>
internal sealed class EventSequence
{
    private readonly IReadOnlyList<EventType> types;
    private readonly int[] turns;
    private readonly int start;

    /// <param name="types">The event types, in the order in which they repeat.</param>
    /// <param name="typeNames">The names of the event types to return. An empty set returns all.</param>
    /// <param name="numbers">The range of event numbers before the filter is applied.</param>
    public EventSequence(IReadOnlyList<EventType> types, IReadOnlySet<string> typeNames, Range numbers)
    {
        this.types = types;
        turns = [.. Enumerable.Range(0, types.Count).Where(turn => typeNames.Count is 0 || typeNames.Contains(types[turn].Type))];
        start = CountMatching(numbers.Start.Value);
        Count = Math.Max(0, CountMatching(numbers.End.Value) - start);
    }

    public int Count { get; }

    /// <summary>Reads the events of a page. The first page is 0.</summary>
    public IEnumerable<(int Number, EventType Type)> ReadPage(int page, int size)
    {
        long first = start + ((long)page * size);
        for (long index = first; index < Math.Min(first + size, start + Count); index++)
        {
            int turn = turns[index % turns.Length];
            yield return ((int)(index / turns.Length * types.Count) + turn, types[turn]);
        }
    }

    // Counts the events before a number that pass the filter.
    private int CountMatching(int number) => (number / types.Count * turns.Length) + turns.Count(turn => turn < number % types.Count);
}

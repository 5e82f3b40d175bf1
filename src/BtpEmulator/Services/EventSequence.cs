namespace BtpEmulator;

/// <summary>The events of some types out of a past in which the types take turns, worked out and never held: a past may be long.</summary>
internal sealed class EventSequence
{
    private readonly IReadOnlyList<EventType> types;
    private readonly int[] turns;
    private readonly int start;

    /// <param name="types">The types that take turns.</param>
    /// <param name="wanted">The names of those to show; none shows all.</param>
    /// <param name="happened">The numbers of the events that happened then, those not shown among them.</param>
    public EventSequence(IReadOnlyList<EventType> types, IReadOnlySet<string> wanted, Range happened)
    {
        this.types = types;
        turns = [.. Enumerable.Range(0, types.Count).Where(turn => wanted.Count is 0 || wanted.Contains(types[turn].Type))];
        start = CountMatching(happened.Start.Value);
        Count = Math.Max(0, CountMatching(happened.End.Value) - start);
    }

    public int Count { get; }

    /// <summary>The events of a page, the first of which is page 0.</summary>
    public IEnumerable<(int Number, EventType Type)> ReadPage(int page, int size)
    {
        var first = start + ((long)page * size);
        for (var index = first; index < Math.Min(first + size, start + Count); index++)
        {
            var turn = turns[index % turns.Length];
            yield return ((int)(index / turns.Length * types.Count) + turn, types[turn]);
        }
    }

    // How many of those before a number are shown.
    private int CountMatching(int number) => (number / types.Count * turns.Length) + turns.Count(turn => turn < number % types.Count);
}

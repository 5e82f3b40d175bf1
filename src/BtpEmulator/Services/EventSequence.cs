namespace BtpEmulator;

/// <summary>The events of some types out of a past in which the types take turns, worked out and never held: a past may be long.</summary>
internal sealed class EventSequence
{
    private readonly IReadOnlyList<EventType> types;
    private readonly int[] turns;

    /// <param name="types">The types that take turns.</param>
    /// <param name="wanted">The names of those to show; none shows all.</param>
    /// <param name="length">How many events happened, those not shown among them.</param>
    public EventSequence(IReadOnlyList<EventType> types, IReadOnlySet<string> wanted, int length)
    {
        this.types = types;
        turns = [.. Enumerable.Range(0, types.Count).Where(turn => wanted.Count is 0 || wanted.Contains(types[turn].Type))];
        Count = (length / types.Count * turns.Length) + turns.Count(turn => turn < length % types.Count);
    }

    public int Count { get; }

    /// <summary>The events of a page, the first of which is page 0.</summary>
    public IEnumerable<(int Number, EventType Type)> Page(int page, int size)
    {
        var first = (long)page * size;
        for (var index = first; index < Math.Min(first + size, Count); index++)
        {
            var turn = turns[index % turns.Length];
            yield return ((int)(index / turns.Length * types.Count) + turn, types[turn]);
        }
    }
}

namespace TokenModule.Api;

/// <summary>Limits how many calls run concurrently, and returns the calls in the order in which they were started.</summary>
/// <param name="limit">The maximum number of concurrent calls, at least 1.</param>
internal sealed class OrderedCalls<TCall>(int limit)
{
    private readonly Queue<TCall> running = new();

    /// <summary>Adds a call that was started.</summary>
    /// <returns>The oldest calls. Wait for them before another call starts, so that the limit is kept.</returns>
    public IReadOnlyList<TCall> Add(TCall call)
    {
        running.Enqueue(call);
        return Take(limit - 1);
    }

    /// <returns>The remaining calls.</returns>
    public IReadOnlyList<TCall> TakeAll() => Take(remaining: 0);

    private List<TCall> Take(int remaining)
    {
        List<TCall> oldest = [];
        while (running.Count > remaining)
        {
            oldest.Add(running.Dequeue());
        }

        return oldest;
    }
}

namespace TokenModule.Api;

/// <summary>Limits how many calls run concurrently, and returns the calls in the order in which they were started.</summary>
/// <param name="limit">The maximum number of concurrent calls, at least 1.</param>
internal sealed class OrderedCalls<TCall>(int limit)
{
    private readonly Queue<TCall> running = new();

    /// <summary>Adds a call that was started.</summary>
    /// <returns>
    /// The oldest calls, each removed when it is read. Wait for them before another call starts, so that the limit is kept.
    /// </returns>
    public IEnumerable<TCall> Add(TCall call)
    {
        running.Enqueue(call);
        return Take(limit - 1);
    }

    /// <returns>The remaining calls, each removed when it is read.</returns>
    public IEnumerable<TCall> TakeAll() => Take(remaining: 0);

    private IEnumerable<TCall> Take(int remaining)
    {
        while (running.Count > remaining)
        {
            yield return running.Dequeue();
        }
    }
}

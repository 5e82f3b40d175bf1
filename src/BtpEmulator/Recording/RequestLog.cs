namespace BtpEmulator.Recording;

/// <summary>The requests that an emulator received, in the order of their arrival. Thread-safe.</summary>
/// <remarks>The log keeps the newest <see cref="Capacity"/> requests, or fewer when their bodies are large.</remarks>
public sealed class RequestLog
{
    /// <summary>The maximum number of requests in the log.</summary>
    public const int Capacity = 20_000;

    private const long BodyCapacity = 64 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<RecordedRequest> requests = [];
    private long bodies;
    private long forgotten;

    /// <summary>A copy of all recorded requests.</summary>
    /// <remarks>A request is recorded when the start of its body has arrived, possibly after requests that were sent later.</remarks>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (gate) return [.. requests.OrderBy(request => request.Time)];
        }
    }

    /// <summary>The number of requests that were dropped since the log was cleared.</summary>
    public long Forgotten
    {
        get
        {
            lock (gate) return forgotten;
        }
    }

    /// <summary>The number of distinct TCP connections of the recorded requests.</summary>
    public int Connections => All.Select(request => request.Connection).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Returns the requests with a method (null for any) and a path that starts with <paramref name="pathPrefix"/>.</summary>
    public IReadOnlyList<RecordedRequest> FindMatching(string? method, string pathPrefix = "/")
    {
        ArgumentNullException.ThrowIfNull(pathPrefix);
        return [.. All.Where(request =>
            (method is null || request.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            && request.Path.StartsWith(pathPrefix, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>Counts the requests that <see cref="FindMatching"/> returns.</summary>
    public int Count(string? method, string pathPrefix = "/") => FindMatching(method, pathPrefix).Count;

    /// <summary>Removes all recorded requests.</summary>
    public void Clear()
    {
        lock (gate)
        {
            requests.Clear();
            (bodies, forgotten) = (0, 0);
        }
    }

    internal void Add(RecordedRequest request)
    {
        lock (gate)
        {
            requests.Enqueue(request);
            bodies += request.Body.Length;
            while (requests.Count > Capacity || (bodies > BodyCapacity && requests.Count > 1))
            {
                bodies -= requests.Dequeue().Body.Length;
                forgotten++;
            }
        }
    }
}

namespace BtpEmulator;

/// <summary>The requests an emulator received, in the order of their arrival; safe to read while it serves.</summary>
/// <remarks>It holds the newest <see cref="Capacity"/> requests, and fewer when their bodies are large.</remarks>
public sealed class RequestLog
{
    /// <summary>How many requests it holds at most.</summary>
    public const int Capacity = 20_000;

    private const long BodyCapacity = 64 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<RecordedRequest> requests = [];
    private long bodies;
    private long forgotten;

    /// <summary>A copy of everything it holds.</summary>
    /// <remarks>A request is written down once its body has begun to arrive, which may be after a later one was.</remarks>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (gate) return [.. requests.OrderBy(request => request.Time)];
        }
    }

    /// <summary>How many requests had to make room for others since the log was cleared.</summary>
    public long Forgotten
    {
        get
        {
            lock (gate) return forgotten;
        }
    }

    /// <summary>How many distinct TCP connections the recorded requests came over.</summary>
    public int Connections => All.Select(request => request.Connection).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The requests of a method (null for any) whose path begins with <paramref name="pathPrefix"/>.</summary>
    public IReadOnlyList<RecordedRequest> FindMatching(string? method, string pathPrefix = "/")
    {
        ArgumentNullException.ThrowIfNull(pathPrefix);
        return [.. All.Where(request =>
            (method is null || request.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            && request.Path.StartsWith(pathPrefix, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>How many requests <see cref="FindMatching"/> would return.</summary>
    public int Count(string? method, string pathPrefix = "/") => FindMatching(method, pathPrefix).Count;

    /// <summary>Forgets everything recorded.</summary>
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

namespace BtpEmulator;

/// <summary>The requests an emulator received, oldest first; safe to read while it serves.</summary>
public sealed class RequestLog
{
    private readonly Lock gate = new();
    private readonly List<RecordedRequest> requests = [];

    /// <summary>A copy of everything recorded so far.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (gate) return [.. requests];
        }
    }

    /// <summary>How many distinct TCP connections the recorded requests came over.</summary>
    public int Connections => All.Select(request => request.Connection).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The requests of a method (null for any) whose path begins with <paramref name="pathPrefix"/>.</summary>
    public IReadOnlyList<RecordedRequest> Matching(string? method, string pathPrefix = "/")
    {
        ArgumentNullException.ThrowIfNull(pathPrefix);
        return [.. All.Where(request =>
            (method is null || request.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            && request.Path.StartsWith(pathPrefix, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>How many requests <see cref="Matching"/> would return.</summary>
    public int Count(string? method, string pathPrefix = "/") => Matching(method, pathPrefix).Count;

    /// <summary>Forgets everything recorded.</summary>
    public void Clear()
    {
        lock (gate) requests.Clear();
    }

    internal void Add(RecordedRequest request)
    {
        lock (gate) requests.Add(request);
    }
}

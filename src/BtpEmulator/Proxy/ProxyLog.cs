namespace BtpEmulator.Proxy;

/// <summary>The requests that the proxy received, oldest first, including rejected ones.</summary>
internal sealed class ProxyLog
{
    private readonly Lock gate = new();
    private readonly List<string> requests = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (gate) return [.. requests];
        }
    }

    public void Add(string request)
    {
        lock (gate) requests.Add(request);
    }

    public void Clear()
    {
        lock (gate) requests.Clear();
    }
}

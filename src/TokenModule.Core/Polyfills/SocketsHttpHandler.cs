
namespace TokenModule.Http;

/// <summary>The part of .NET's handler that this library sets, over the one .NET Framework has.</summary>
internal sealed class SocketsHttpHandler : HttpClientHandler
{
    /// <summary>.NET Framework has no deadline of its own for connecting; the one for the whole answer holds.</summary>
    public TimeSpan ConnectTimeout { get; set; }

    /// <summary>.NET Framework keeps the lifetime on each host's service point.</summary>
    public TimeSpan PooledConnectionLifetime { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        System.Net.ServicePointManager.FindServicePoint(request.RequestUri!).ConnectionLeaseTimeout = (int)PooledConnectionLifetime.TotalMilliseconds;
        return base.SendAsync(request, cancellationToken);
    }
}

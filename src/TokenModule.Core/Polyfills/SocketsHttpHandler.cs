using System.Net;
using System.Net.Security;
using System.Text;

namespace TokenModule.Http;

/// <summary>The part of .NET's handler that this library sets, over the one .NET Framework has.</summary>
internal sealed class SocketsHttpHandler : HttpClientHandler
{
    public SocketsHttpHandler()
    {
        SslOptions = new SslClientAuthenticationOptions(this);
    }

    /// <summary>.NET Framework makes its connections itself; the deadline for the whole answer holds.</summary>
    public Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? ConnectCallback { get; set; }

    /// <summary>.NET Framework keeps the lifetime on each host's service point.</summary>
    public TimeSpan PooledConnectionLifetime { get; set; }

    /// <summary>.NET Framework selects no encoding.</summary>
    public Func<string, HttpRequestMessage, Encoding?>? RequestHeaderEncodingSelector { get; set; }

    public SslClientAuthenticationOptions SslOptions { get; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ServicePointManager.FindServicePoint(request.RequestUri!).ConnectionLeaseTimeout = (int)PooledConnectionLifetime.TotalMilliseconds;
        return base.SendAsync(request, cancellationToken);
    }
}

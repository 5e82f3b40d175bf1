using System.Net;
using System.Text;

namespace TokenModule.Http;

/// <summary>
/// Content of length zero, for every request without a body. When a connection closes before the response begins, SocketsHttpHandler
/// automatically resends a request without content up to three times, and no setting disables that. It sends a request with content once.
/// </summary>
internal sealed class EmptyContent : HttpContent
{
    private readonly bool hidesLength;

    private EmptyContent(bool hidesLength)
    {
        this.hidesLength = hidesLength;
    }

    /// <summary>The content of a request that has no body.</summary>
    public static HttpContent? CreateFor(HttpMethod method)
    {
        // RFC 9110 section 8.6: a request without content has no Content-Length unless its method anticipates content.
        return new EmptyContent(method != HttpMethod.Post && method != HttpMethod.Put && method != HttpMethod.Patch);
    }

    /// <summary>
    /// Removes <c>Content-Length: 0</c> from GET, HEAD and DELETE, because some servers and firewalls refuse it there.
    /// .NET adds the header after all handlers have run; selecting the encoding of the first request header is the only later callback.
    /// If .NET stops calling it, the header is sent, which is valid HTTP, and the request still leaves only once.
    /// </summary>
    /// <returns>Null: header values are written in the default encoding.</returns>
    public static Encoding? HideLength(string headerName, HttpRequestMessage message)
    {
        if (message.Content is EmptyContent { hidesLength: true } content)
            content.Headers.Remove("Content-Length");
        return null;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}

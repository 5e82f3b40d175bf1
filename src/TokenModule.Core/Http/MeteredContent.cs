using System.Net;

namespace TokenModule.Http;

/// <summary>A request body that reports the number of bytes sent.</summary>
internal sealed class MeteredContent : HttpContent
{
    private readonly HttpContent content;
    private readonly Action<int, long?> reportBytes;

    public MeteredContent(HttpContent content, Action<int, long?> reportBytes)
    {
        this.content = content;
        this.reportBytes = reportBytes;
        foreach (KeyValuePair<string, IEnumerable<string>> header in content.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        return content.CopyToAsync(new MeteredStream(stream, bytes => reportBytes(bytes, content.Headers.ContentLength)));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = content.Headers.ContentLength ?? 0;
        return content.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }
}

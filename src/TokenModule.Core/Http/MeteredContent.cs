using System.Net;

namespace TokenModule.Http;

/// <summary>A body that tells how much of it has been sent.</summary>
internal sealed class MeteredContent : HttpContent
{
    private readonly HttpContent content;
    private readonly Action<int, long?> moved;

    public MeteredContent(HttpContent content, Action<int, long?> moved)
    {
        this.content = content;
        this.moved = moved;
        foreach (KeyValuePair<string, IEnumerable<string>> header in content.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        return content.CopyToAsync(new MeteredStream(stream, bytes => moved(bytes, content.Headers.ContentLength)));
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

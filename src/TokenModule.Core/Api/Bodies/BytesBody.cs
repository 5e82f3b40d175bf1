using System.Text;

namespace TokenModule.Api.Bodies;

/// <summary>A body that is in memory: JSON, text, or bytes as they are.</summary>
internal sealed class BytesBody : RequestBody
{
    private readonly byte[] bytes;

    public BytesBody(byte[] bytes, string contentType)
        : base(contentType)
    {
        this.bytes = bytes;
    }

    public override string Shown => MaskedText.Short(Masked);

    public override IEnumerable<KeyValuePair<string, string>> CurlOptions => [new("--data-raw", Masked)];

    private string Masked => MaskedText.Of(Encoding.UTF8.GetString(bytes));

    public override HttpContent Open()
    {
        ByteArrayContent content = new(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return content;
    }
}

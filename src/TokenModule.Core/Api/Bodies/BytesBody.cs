using System.Text;

namespace TokenModule.Api.Bodies;

/// <summary>A body that is in memory: JSON, text, or bytes as they are.</summary>
internal sealed class BytesBody(byte[] bytes, string contentType) : RequestBody(contentType)
{
    public override string DisplayText => Text is { } text ? MaskedText.FormatReadable(text) : $"<{bytes.Length} bytes>";

    // No command line holds bytes that are no text: there curl is left to say that it finds no such file.
    public override IEnumerable<KeyValuePair<string, string>> CurlOptions => [Text is { } text ? new("--data-raw", MaskedText.MaskSecrets(text)) : new("--data-binary", "@" + DisplayText)];

    private string? Text => Encoding.UTF8.GetString(bytes) is var text && text.All(c => c is >= ' ' and not '\uFFFD' or '\t' or '\r' or '\n') ? text : null;

    public override HttpContent CreateContent()
    {
        ByteArrayContent content = new(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return content;
    }
}

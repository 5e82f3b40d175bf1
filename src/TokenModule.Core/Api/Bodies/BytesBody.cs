using System.Text;

namespace TokenModule.Api.Bodies;

/// <summary>A body in memory: JSON, text or bytes.</summary>
internal sealed class BytesBody(byte[] bytes, string contentType) : RequestBody(contentType)
{
    public override string DisplayText => Text is { } text ? MaskedText.FormatReadable(text) : $"<{bytes.Length} bytes>";

    // A command line cannot contain binary data. The option names a placeholder, for which curl reports a missing file.
    public override IEnumerable<KeyValuePair<string, string>> CurlOptions =>
        [Text is { } text ? new("--data-raw", MaskedText.MaskSecrets(text)) : new("--data-binary", "@" + DisplayText)];

    /// <summary>The body as text, or null for binary data.</summary>
    private string? Text
    {
        get
        {
            string text = Encoding.UTF8.GetString(bytes);
            return text.All(c => c is >= ' ' and not '\uFFFD' or '\t' or '\r' or '\n') ? text : null;
        }
    }

    public override HttpContent CreateContent()
    {
        ByteArrayContent content = new(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return content;
    }
}

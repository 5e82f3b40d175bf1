namespace TokenModule.Api.Bodies;

/// <summary>A file as the body. It is read while it is sent.</summary>
/// <param name="contentType">The media type, or null to derive it from the name of the file.</param>
internal sealed class FileBody(SentFile file, string? contentType) : RequestBody(contentType ?? file.MediaType)
{
    private readonly SentFile file = file;

    public override bool IsStreamed => true;

    public override string DisplayText => file.ToString();

    public override IEnumerable<KeyValuePair<string, string>> CurlOptions => [new("--data-binary", "@" + file.Path)];

    public override HttpContent CreateContent()
    {
        StreamContent content = new(file.OpenRead());
        content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return content;
    }
}

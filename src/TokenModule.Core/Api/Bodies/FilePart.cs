namespace TokenModule.Api.Bodies;

/// <summary>A file as a part of a form. It is read while it is sent.</summary>
internal sealed class FilePart(string name, SentFile file) : FormPart(name)
{
    public string FileName => file.Name;

    public override string DisplayText => file.ToString();

    // Quoted, because curl interprets a comma as the start of another file and a semicolon as the start of the type.
    public override string CurlValue => $"@\"{file.Path.Replace("\\", "\\\\").Replace("\"", "\\\"")}\";type={file.MediaType}";

    public override HttpContent CreateContent()
    {
        StreamContent content = new(file.OpenRead());
        content.Headers.TryAddWithoutValidation("Content-Type", file.MediaType);
        return content;
    }
}

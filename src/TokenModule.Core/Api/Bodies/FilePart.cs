namespace TokenModule.Api.Bodies;

/// <summary>A part that is a file, read while it is sent.</summary>
internal sealed class FilePart(string name, SentFile file) : FormPart(name)
{
    public string FileName => file.Name;

    public override string DisplayText => file.ToString();

    // Quoted, because curl takes a comma for the next file and a semicolon for the type.
    public override string CurlValue => $"@\"{file.Path.Replace("\\", "\\\\").Replace("\"", "\\\"")}\";type={file.MediaType}";

    public override HttpContent CreateContent()
    {
        StreamContent content = new(file.OpenRead());
        content.Headers.TryAddWithoutValidation("Content-Type", file.MediaType);
        return content;
    }
}

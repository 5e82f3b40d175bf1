namespace TokenModule.Api.Bodies;

/// <summary>A part that is a file, read while it is sent.</summary>
internal sealed class FilePart : FormPart
{
    private readonly SentFile file;

    public FilePart(string name, SentFile file)
        : base(name)
    {
        this.file = file;
    }

    public string FileName => file.Name;

    public override string Shown => file.ToString();

    // In quotes a name may hold what curl would take for the next file, or for the type.
    public override string CurlValue => $"@\"{file.Path.Replace("\\", "\\\\").Replace("\"", "\\\"")}\";type={file.MediaType}";

    public override HttpContent Open()
    {
        StreamContent content = new(file.Open());
        content.Headers.TryAddWithoutValidation("Content-Type", file.MediaType);
        return content;
    }
}

using System.Text;

namespace TokenModule.Api.Bodies;

/// <summary>A form of several parts, files among them (RFC 7578).</summary>
internal sealed class FormBody : RequestBody
{
    private readonly IReadOnlyList<FormPart> parts;

    public FormBody(IReadOnlyList<FormPart> parts)
        : base("multipart/form-data")
    {
        this.parts = parts;
    }

    public override bool IsStreamed => parts.Any(part => part is FilePart);

    public override string Shown => string.Join("\n", parts.Select(part => $"{part.Name} = {part.Shown}"));

    public override IEnumerable<KeyValuePair<string, string>> CurlOptions => parts.Select(part => new KeyValuePair<string, string>(part is FilePart ? "--form" : "--form-string", $"{part.Name}={part.CurlValue}"));

    public override HttpContent Open()
    {
        // The framework's own form would write names that are not ASCII in a way that RFC 7578, 4.2 forbids.
        MultipartContent form = new("form-data");
        bool isWhole = false;
        try
        {
            foreach (FormPart part in parts)
            {
                HttpContent content = part.Open();
                content.Headers.TryAddWithoutValidation("Content-Disposition", Disposition(part));
                form.Add(content);
            }

            isWhole = true;
            return form;
        }
        finally
        {
            if (!isWhole)
                form.Dispose();
        }
    }

    private static string Disposition(FormPart part)
    {
        string fileName = part is FilePart file ? $"; filename={Quoted(file.FileName)}" : string.Empty;
        return $"form-data; name={Quoted(part.Name)}{fileName}";
    }

    // As browsers do it (HTML, 4.10.21.8): in UTF-8, and without the characters that would end the name.
    private static string Quoted(string name)
    {
        string safe = name.Replace("\r", "%0D").Replace("\n", "%0A").Replace("\"", "%22");
        // The framework writes each character of a header as one byte.
        return $"\"{new string([.. Encoding.UTF8.GetBytes(safe).Select(b => (char)b)])}\"";
    }
}

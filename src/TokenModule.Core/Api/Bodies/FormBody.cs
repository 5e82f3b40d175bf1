using System.Text;

namespace TokenModule.Api.Bodies;

/// <summary>A form of several parts, files among them (RFC 7578).</summary>
internal sealed class FormBody(IReadOnlyList<FormPart> parts) : RequestBody("multipart/form-data")
{
    public override bool IsStreamed => parts.Any(part => part is FilePart);

    public override string DisplayText => string.Join("\n", parts.Select(part => $"{part.Name} = {part.DisplayText}"));

    public override IEnumerable<KeyValuePair<string, string>> CurlOptions => parts.Select(part => new KeyValuePair<string, string>(part is FilePart ? "--form" : "--form-string", $"{part.Name}={part.CurlValue}"));

    public override HttpContent CreateContent()
    {
        // The framework's own form would write names that are not ASCII in a way that RFC 7578, 4.2 forbids.
        MultipartContent form = new("form-data");
        bool isWhole = false;
        try
        {
            foreach (FormPart part in parts)
            {
                HttpContent content = part.CreateContent();
                content.Headers.TryAddWithoutValidation("Content-Disposition", FormatDisposition(part));
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

    private static string FormatDisposition(FormPart part)
    {
        string fileName = part is FilePart file ? $"; filename={Quote(file.FileName)}" : string.Empty;
        return $"form-data; name={Quote(part.Name)}{fileName}";
    }

    // As browsers do it (HTML, 4.10.21.8): in UTF-8, and without the characters that would end the name.
    private static string Quote(string name)
    {
        string safe = name.Replace("\r", "%0D").Replace("\n", "%0A").Replace("\"", "%22");
        // The framework writes each character of a header as one byte.
        return $"\"{new string([.. Encoding.UTF8.GetBytes(safe).Select(b => (char)b)])}\"";
    }
}

using System.Text;

namespace TokenModule.Api.Bodies;

/// <summary>A form with several parts, which can be files (RFC 7578).</summary>
internal sealed class FormBody(IReadOnlyList<FormPart> parts) : RequestBody("multipart/form-data")
{
    public override bool IsStreamed => parts.Any(part => part is FilePart);

    public override string DisplayText => string.Join("\n", parts.Select(part => $"{part.Name} = {part.DisplayText}"));

    public override IEnumerable<KeyValuePair<string, string>> CurlOptions => parts.Select(FormatCurlOption);

    public override HttpContent CreateContent()
    {
        // MultipartFormDataContent would write names that are not ASCII in a form that RFC 7578 section 4.2 forbids.
        string boundary = Guid.NewGuid().ToString();
        MultipartContent form = new("form-data", boundary);
        // .NET puts the boundary in quotes, which some servers take as a part of it.
        form.Headers.Remove("Content-Type");
        form.Headers.TryAddWithoutValidation("Content-Type", $"{ContentType}; boundary={boundary}");
        bool isComplete = false;
        try
        {
            foreach (FormPart part in parts)
            {
                HttpContent content = part.CreateContent();
                content.Headers.TryAddWithoutValidation("Content-Disposition", FormatDisposition(part));
                form.Add(content);
            }

            isComplete = true;
            return form;
        }
        finally
        {
            if (!isComplete)
                form.Dispose();
        }
    }

    private static KeyValuePair<string, string> FormatCurlOption(FormPart part)
    {
        return new KeyValuePair<string, string>(part is FilePart ? "--form" : "--form-string", $"{part.Name}={part.CurlValue}");
    }

    private static string FormatDisposition(FormPart part)
    {
        string fileName = part is FilePart file ? $"; filename={Quote(file.FileName)}" : string.Empty;
        return $"form-data; name={Quote(part.Name)}{fileName}";
    }

    // As in browsers (HTML section 4.10.21.8): in UTF-8, with escapes for the characters that would end the name.
    private static string Quote(string name)
    {
        string safe = name.Replace("\r", "%0D").Replace("\n", "%0A").Replace("\"", "%22");
        // .NET writes each character of a header as one byte.
        return $"\"{new string([.. Encoding.UTF8.GetBytes(safe).Select(b => (char)b)])}\"";
    }
}

using System.Net.Http.Headers;

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
        MultipartFormDataContent form = [];
        foreach (FormPart part in parts)
        {
            HttpContent content = part.Open();
            content.Headers.ContentDisposition = Disposition(part);
            form.Add(content);
        }

        return form;
    }

    private static ContentDispositionHeaderValue Disposition(FormPart part)
    {
        ContentDispositionHeaderValue disposition = new("form-data") { Name = Quoted(part.Name) };
        if (part is FilePart { FileName: var fileName })
        {
            bool isAscii = fileName.All(c => c is >= ' ' and <= '~');
            disposition.FileName = Quoted(isAscii ? fileName : new string([.. fileName.Select(c => c is >= ' ' and <= '~' ? c : '_')]));
            if (!isAscii)
                disposition.FileNameStar = fileName;
        }

        return disposition;
    }

    // What a browser does with the characters that would end the name (HTML, 4.10.21.8).
    private static string Quoted(string name) => "\"" + name.Replace("\r", "%0D").Replace("\n", "%0A").Replace("\"", "%22") + "\"";
}

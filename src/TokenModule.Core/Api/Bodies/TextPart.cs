using System.Text;

namespace TokenModule.Api.Bodies;

/// <summary>A text, such as JSON, as a part of a form. It has no media type, as in browsers and curl.</summary>
internal sealed class TextPart(string name, byte[] text) : FormPart(name)
{
    public override string DisplayText => MaskedText.FormatReadable(Encoding.UTF8.GetString(text), Name);

    public override string CurlValue => MaskedText.MaskSecrets(Encoding.UTF8.GetString(text), Name);

    public override HttpContent CreateContent() => new ByteArrayContent(text);
}

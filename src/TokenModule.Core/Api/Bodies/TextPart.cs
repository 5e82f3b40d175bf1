using System.Text;

namespace TokenModule.Api.Bodies;

/// <summary>A part that is text, JSON too: without a media type, as a browser and curl send it.</summary>
internal sealed class TextPart(string name, byte[] text) : FormPart(name)
{
    public override string DisplayText => MaskedText.FormatReadable(Encoding.UTF8.GetString(text), Name);

    public override string CurlValue => MaskedText.MaskSecrets(Encoding.UTF8.GetString(text), Name);

    public override HttpContent CreateContent() => new ByteArrayContent(text);
}

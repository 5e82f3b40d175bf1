namespace TokenModule.Api.Bodies;

/// <summary>One part of a form.</summary>
internal abstract class FormPart(string name)
{
    public string Name { get; } = name;

    public abstract string DisplayText { get; }

    public abstract string CurlValue { get; }

    public abstract HttpContent CreateContent();
}

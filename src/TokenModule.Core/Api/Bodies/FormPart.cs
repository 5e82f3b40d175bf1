namespace TokenModule.Api.Bodies;

/// <summary>One part of a form.</summary>
internal abstract class FormPart
{
    protected FormPart(string name)
    {
        Name = name;
    }

    public string Name { get; }

    public abstract string DisplayText { get; }

    public abstract string CurlValue { get; }

    public abstract HttpContent CreateContent();
}

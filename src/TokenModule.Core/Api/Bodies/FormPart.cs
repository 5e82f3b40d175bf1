namespace TokenModule.Api.Bodies;

/// <summary>One part of a form.</summary>
internal abstract class FormPart
{
    protected FormPart(string name)
    {
        Name = name;
    }

    public string Name { get; }

    public abstract string Shown { get; }

    public abstract string CurlValue { get; }

    public abstract HttpContent Open();
}

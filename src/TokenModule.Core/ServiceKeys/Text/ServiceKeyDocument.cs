namespace TokenModule.ServiceKeys.Text;

/// <summary>One complete document in a text: a JSON object from brace to brace, or a YAML manifest.</summary>
/// <param name="Line">The first line of the document in the text, counted from 1.</param>
internal sealed record ServiceKeyDocument(ServiceKeyNotation Notation, string Text, int Line)
{
    /// <summary>The number of characters before the document in its first line.</summary>
    public int Column { get; init; }

    /// <summary>The heading that the cf CLI printed above the document.</summary>
    public CloudFoundryHeading? Heading { get; init; }

    /// <summary>The error message when the text contains no usable document; otherwise null.</summary>
    public string? Fault { get; init; }

    public static ServiceKeyDocument CreateInvalid(string fault) => new(ServiceKeyNotation.Json, string.Empty, 1) { Fault = fault };

    // The generated ToString of a record would show the text with its secret.
    public override string ToString() => $"{Notation} at line {Line}";
}

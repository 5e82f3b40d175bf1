namespace TokenModule.ServiceKeys;

/// <summary>One whole document in a text: what a brace opened and closed, or a manifest up to the next.</summary>
/// <param name="Line">Where it begins in the text, from 1.</param>
internal sealed record ServiceKeyDocument(ServiceKeyNotation Notation, string Text, int Line)
{
    /// <summary>The characters before it in its first line.</summary>
    public int Column { get; init; }

    /// <summary>What a command line tool printed above it.</summary>
    public CloudFoundryHeading? Heading { get; init; }

    /// <summary>Why there is no document after all; null where there is one.</summary>
    public string? Fault { get; init; }

    public static ServiceKeyDocument CreateInvalid(string fault) => new(ServiceKeyNotation.Json, string.Empty, 1) { Fault = fault };

    // The one a record writes for itself would show the text.
    public override string ToString() => $"{Notation} at line {Line}";
}

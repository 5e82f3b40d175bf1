using System.Text.Json;

namespace TokenModule.ServiceKeys;

/// <summary>The credentials of one service as a wrapper contains them. A shape determines later whether they are a service key.</summary>
/// <param name="Credentials">A JSON object.</param>
/// <param name="Source">The source of the credentials, for messages.</param>
internal sealed record ServiceBinding(JsonElement Credentials, string Source)
{
    /// <summary>The name of the key in the wrapper, or the name of the file.</summary>
    public string? Name { get; init; }

    /// <summary>The service offering, such as <c>xsuaa</c>.</summary>
    public string? ServiceName { get; init; }

    public string? InstanceName { get; init; }

    // The generated ToString of a record would show the credentials.
    public override string ToString() => Name ?? Source;
}

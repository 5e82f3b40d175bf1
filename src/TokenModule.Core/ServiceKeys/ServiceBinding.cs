using System.Text.Json;

namespace TokenModule.ServiceKeys;

/// <summary>Credentials as a wrapping held them, before a shape reads them; what they are for is not known yet.</summary>
/// <param name="Credentials">An object.</param>
/// <param name="Source">Where they came from, for messages.</param>
internal sealed record ServiceBinding(JsonElement Credentials, string Source)
{
    /// <summary>What the wrapping, or else the file, calls the key.</summary>
    public string? Name { get; init; }

    /// <summary>The offering, such as <c>xsuaa</c>.</summary>
    public string? ServiceName { get; init; }

    public string? InstanceName { get; init; }

    // The one a record writes for itself would show the credentials.
    public override string ToString() => Name ?? Source;
}

using System.Text.Json;
using TokenModule.ServiceKeys.Credentials;

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

    /// <summary>The tags of a user-provided service, which has no offering of its own.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A credential that the caller supplies for a key that does not contain one.</summary>
    public ClientCredential? SuppliedCredential { get; init; }

    /// <summary>The error of a damaged binding. Reading the key throws it, so that the other bindings of the source can be read.</summary>
    public ServiceKeyException? Fault { get; init; }

    public static ServiceBinding CreateDamaged(ServiceKeyException fault, string? name = null)
    {
        return new ServiceBinding(default, fault.KeySource) { Name = name, InstanceName = name, Fault = fault };
    }

    // The generated ToString of a record would show the credentials.
    public override string ToString() => Name ?? Source;
}

using System.Text.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>No wrapping: the members of the key stand at the root, as the cockpit shows them and <c>cf</c> before version 8 printed them.</summary>
internal sealed class BareCredentials : IServiceKeyWrapper
{
    public bool CanUnwrap(JsonElement root) => true;

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source) => [new ServiceBinding(root, source)];
}

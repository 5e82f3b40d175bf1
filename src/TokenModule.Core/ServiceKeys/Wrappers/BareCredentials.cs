using System.Text.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// No wrapper: the root contains the members of the key, as in the cockpit and in the output of <c>cf</c> before version 8.
/// </summary>
internal sealed class BareCredentials : IServiceKeyWrapper
{
    public bool CanUnwrap(JsonElement root) => true;

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source) => [new ServiceBinding(root, source)];
}

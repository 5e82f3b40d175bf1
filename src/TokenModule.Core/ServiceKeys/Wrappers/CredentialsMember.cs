using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// <c>{"credentials":{…}}</c>, as <c>cf</c> prints it since version 8, and with what describes the binding beside it,
/// as <c>btp --format json get services/binding</c> and the service manager give it.
/// </summary>
internal sealed class CredentialsMember : IServiceKeyWrapper
{
    private const string Credentials = "credentials";

    public bool CanUnwrap(JsonElement root) => root.GetObjectOrDefault(Credentials) is not null;

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        JsonElement? context = root.GetObjectOrDefault("context");
        yield return new ServiceBinding(root.GetObjectOrDefault(Credentials)!.Value, source)
        {
            Name = root.GetTextOrDefault("name"),
            ServiceName = root.GetTextOrDefault("label"),
            InstanceName = root.GetTextOrDefault("instance_name") ?? context?.GetTextOrDefault("instance_name"),
        };
    }
}

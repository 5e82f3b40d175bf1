using System.Text.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// <c>{"credentials":{…}}</c>, as <c>cf</c> prints it since version 8, and with what describes the binding beside it,
/// as <c>btp --format json get services/binding</c> and the service manager give it.
/// </summary>
internal sealed class CredentialsMember : IServiceKeyWrapper
{
    private const string Credentials = "credentials";

    public bool Fits(JsonElement root) => root.Object(Credentials) is not null;

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        JsonElement? context = root.Object("context");
        yield return new ServiceBinding(root.Object(Credentials)!.Value, source)
        {
            Name = root.Text("name"),
            ServiceName = root.Text("label"),
            InstanceName = root.Text("instance_name") ?? context?.Text("instance_name"),
        };
    }
}

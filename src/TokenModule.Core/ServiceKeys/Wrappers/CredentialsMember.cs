using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// <c>{"credentials":{…}}</c>, the output of <c>cf</c> since version 8. The output of <c>btp --format json get services/binding</c> and of
/// Service Manager also contains properties of the binding. In Terraform the credentials are a string with JSON.
/// </summary>
internal sealed class CredentialsMember : IServiceKeyWrapper
{
    private const string Credentials = "credentials";

    public bool CanUnwrap(JsonElement root) => JsonCredentials.ParseOrDefault(root.GetMemberOrDefault(Credentials)) is not null;

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        JsonElement? context = root.GetObjectOrDefault("context");
        yield return new ServiceBinding(JsonCredentials.ParseOrDefault(root.GetMemberOrDefault(Credentials))!.Value, source)
        {
            Name = root.GetTextOrDefault("name"),
            ServiceName = root.GetTextOrDefault("label"),
            InstanceName = root.GetTextOrDefault("instance_name") ?? context?.GetTextOrDefault("instance_name"),
        };
    }
}

using System.Text.Json;
using TokenModule.Json;
using TokenModule.ServiceKeys.Shapes;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// Bindings of Service Manager: a list <c>{"num_items":…,"items":[{"name":…,"credentials":{…}}]}</c>, or one binding that has no
/// credentials
/// yet because it is still being created.
/// </summary>
internal sealed class ServiceManagerBindings : IServiceKeyWrapper
{
    private const string Items = "items";

    private static readonly CredentialsMember Credentials = new();

    public bool CanUnwrap(JsonElement root)
    {
        return root.GetMemberOrDefault("num_items") is not null || root.GetElements(Items).Any(IsBinding) || IsIncomplete(root);
    }

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        IEnumerable<JsonElement> items = IsIncomplete(root) ? [root] : root.GetElements(Items);
        return items.Where(item => item.ValueKind == JsonValueKind.Object).SelectMany(item => ReadBinding(item, source));
    }

    private static IEnumerable<ServiceBinding> ReadBinding(JsonElement item, string source)
    {
        if (Credentials.CanUnwrap(item))
            return Credentials.Unwrap(item, source);

        string? name = item.GetTextOrDefault("name");
        bool isReady = item.GetMemberOrDefault("ready", JsonValueKind.True) is not null;
        string error = isReady
            ? "contains no credentials. Read the binding itself, not the list: btp --format json get services/binding ID."
            : "is not ready yet and contains no credentials. Wait until its creation is complete, and read it again.";
        ServiceKeyException fault = new(Failure.ServiceKeyInvalid, source, $"The binding{MemberNames.QuoteName(name)} {error}");
        return [ServiceBinding.CreateDamaged(fault, name)];
    }

    private static bool IsBinding(JsonElement item)
    {
        return item.GetMemberOrDefault("service_instance_id") is not null || item.GetObjectOrDefault("credentials") is not null;
    }

    private static bool IsIncomplete(JsonElement root)
    {
        return root.GetMemberOrDefault("service_instance_id") is not null && !Credentials.CanUnwrap(root);
    }
}

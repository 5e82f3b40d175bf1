using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// <c>{"metadata":{…},"entity":{"name":…,"credentials":{…}}}</c>, a service key or binding from version 2 of the Cloud Foundry API, or a
/// list
/// of them in <c>resources</c>.
/// </summary>
internal sealed class CloudControllerEntity : IServiceKeyWrapper
{
    private const string Entity = "entity";
    private const string Resources = "resources";

    private static readonly CredentialsMember Credentials = new();

    public bool CanUnwrap(JsonElement root)
    {
        return root.GetObjectOrDefault(Entity) is not null
            || root.GetElements(Resources).Any(item => item.GetObjectOrDefault(Entity) is not null);
    }

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        IEnumerable<JsonElement> items = root.GetObjectOrDefault(Entity) is null ? root.GetElements(Resources) : [root];
        return items.Select(item => item.GetObjectOrDefault(Entity))
            .OfType<JsonElement>()
            .Where(Credentials.CanUnwrap)
            .SelectMany(entity => Credentials.Unwrap(entity, source));
    }
}

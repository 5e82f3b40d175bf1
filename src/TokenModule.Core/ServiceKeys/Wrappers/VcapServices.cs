using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>The value of <c>VCAP_SERVICES</c>: the name of each offering, with a list of bindings.</summary>
internal sealed class VcapServices : IServiceKeyWrapper
{
    public bool CanUnwrap(JsonElement root) => root.EnumerateObject().All(o => o.Value.ValueKind == JsonValueKind.Array);

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        foreach (JsonProperty offering in root.EnumerateObject().Where(o => o.Value.ValueKind == JsonValueKind.Array))
        {
            foreach (JsonElement binding in offering.Value.EnumerateArray())
            {
                if (binding.GetObjectOrDefault("credentials") is not { } credentials)
                    continue;

                yield return new ServiceBinding(credentials, source)
                {
                    // A binding without a name has the name of its instance.
                    Name = binding.GetTextOrDefault("binding_name") ?? binding.GetTextOrDefault("name"),
                    ServiceName = binding.GetTextOrDefault("label") ?? offering.Name,
                    InstanceName = binding.GetTextOrDefault("instance_name") ?? binding.GetTextOrDefault("name"),
                };
            }
        }
    }
}

using System.Text.Json;
using TokenModule.Json;
using TokenModule.ServiceKeys.Shapes;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>The value of <c>VCAP_SERVICES</c>: the name of each offering, with a list of bindings.</summary>
internal sealed class VcapServices : IServiceKeyWrapper
{
    private const string Credentials = "credentials";
    private const string UserProvided = "user-provided";

    /// <summary>A key can consist of arrays, too. The bindings of an offering have credentials.</summary>
    public bool CanUnwrap(JsonElement root)
    {
        bool haveBindingsOnly = true;
        foreach (JsonProperty offering in root.EnumerateObject())
        {
            if (IsOffering(offering))
                return true;
            haveBindingsOnly &= offering.Value.ValueKind == JsonValueKind.Array && !HasClients(offering.Value);
        }

        return haveBindingsOnly;
    }

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        return root.EnumerateObject().SelectMany(offering => UnwrapOffering(offering, source));
    }

    private static IEnumerable<ServiceBinding> UnwrapOffering(JsonProperty offering, string source)
    {
        if (offering.Value.ValueKind != JsonValueKind.Array)
        {
            ServiceKeyException fault = new(
                Failure.ServiceKeyInvalid,
                source,
                $"The offering{MemberNames.QuoteName(offering.Name)} is not a JSON array of services. "
                    + "Use the value of VCAP_SERVICES that the platform sets.");
            return [ServiceBinding.CreateDamaged(fault) with { ServiceName = offering.Name }];
        }

        return offering.Value.EnumerateArray()
            .Where(binding => binding.GetObjectOrDefault(Credentials) is not null)
            .Select(binding => ReadBinding(binding, offering.Name, source));
    }

    private static ServiceBinding ReadBinding(JsonElement binding, string offering, string source)
    {
        string label = binding.GetTextOrDefault("label") ?? offering;
        return new ServiceBinding(binding.GetObjectOrDefault(Credentials)!.Value, source)
        {
            // A binding without a name has the name of its instance.
            Name = binding.GetTextOrDefault("binding_name") ?? binding.GetTextOrDefault("name"),
            ServiceName = label,
            InstanceName = binding.GetTextOrDefault("instance_name") ?? binding.GetTextOrDefault("name"),
            Tags = label == UserProvided ? [.. ReadTags(binding)] : [],
        };
    }

    private static IEnumerable<string> ReadTags(JsonElement binding)
    {
        return binding.GetElements("tags").Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!);
    }

    private static bool IsOffering(JsonProperty offering)
    {
        return offering.Value.ValueKind == JsonValueKind.Array
            && offering.Value.EnumerateArray().Any(binding => binding.GetObjectOrDefault(Credentials) is not null);
    }

    private static bool HasClients(JsonElement array) => array.EnumerateArray().Any(item => item.GetObjectOrDefault("oa2") is not null);
}

using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// The state of Terraform or OpenTofu, from <c>terraform show -json</c> or a state file. The attribute <c>credentials</c> of a service
/// binding is JSON text.
/// </summary>
internal sealed class TerraformState : IServiceKeyWrapper
{
    private const string Credentials = "credentials";
    private const string Resources = "resources";

    private static readonly TerraformOutputs Outputs = new();

    public bool CanUnwrap(JsonElement root)
    {
        return root.GetTextOrDefault("terraform_version") is not null
            && (root.GetObjectOrDefault("values") is not null || root.GetMemberOrDefault(Resources, JsonValueKind.Array) is not null);
    }

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        JsonElement? module = root.GetObjectOrDefault("values")?.GetObjectOrDefault("root_module");
        List<ServiceBinding> bindings = [.. ReadModule(module ?? root, source)];
        JsonElement? outputs = root.GetObjectOrDefault("outputs") ?? root.GetObjectOrDefault("values")?.GetObjectOrDefault("outputs");

        // An output usually repeats the credentials of a resource.
        return bindings.Count == 0 && outputs is { } values && Outputs.CanUnwrap(values) ? Outputs.Unwrap(values, source) : bindings;
    }

    private static IEnumerable<ServiceBinding> ReadModule(JsonElement module, string source)
    {
        IEnumerable<ServiceBinding> own = module.GetElements(Resources).SelectMany(resource => ReadResource(resource, source));
        return own.Concat(module.GetElements("child_modules").SelectMany(child => ReadModule(child, source)));
    }

    // A state file has the values in instances, the output of terraform show has them in the resource.
    private static IEnumerable<ServiceBinding> ReadResource(JsonElement resource, string source)
    {
        IEnumerable<JsonElement?> instances = resource.GetObjectOrDefault("values") is { } values
            ? [values]
            : resource.GetElements("instances").Select(instance => instance.GetObjectOrDefault("attributes"));
        foreach (JsonElement instance in instances.OfType<JsonElement>())
        {
            if (JsonCredentials.ParseOrDefault(instance.GetMemberOrDefault(Credentials)) is not { } credentials)
                continue;

            foreach (ServiceBinding binding in ServiceKeyReader.UnwrapObject(credentials, source))
            {
                yield return binding with { Name = instance.GetTextOrDefault("name") ?? resource.GetTextOrDefault("name") };
            }
        }
    }
}

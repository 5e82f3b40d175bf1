using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// The outputs of Terraform or OpenTofu, from <c>terraform output -json</c>: <c>{"name":{"sensitive":…,"type":…,"value":…}}</c>. An output
/// without a JSON object, such as a URL, contains no binding.
/// </summary>
internal sealed class TerraformOutputs : IServiceKeyWrapper
{
    private const string Value = "value";

    public bool CanUnwrap(JsonElement root)
    {
        bool hasOutputs = false;
        foreach (JsonProperty output in root.EnumerateObject())
        {
            if (!IsOutput(output.Value))
                return false;
            hasOutputs = true;
        }

        return hasOutputs;
    }

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        foreach (JsonProperty output in root.EnumerateObject())
        {
            foreach (JsonElement value in FindObjects(output.Value.GetMemberOrDefault(Value)!.Value))
            {
                foreach (ServiceBinding binding in ServiceKeyReader.UnwrapObject(value, source))
                {
                    yield return binding with { Name = output.Name };
                }
            }
        }
    }

    private static bool IsOutput(JsonElement output)
    {
        return output.GetMemberOrDefault(Value) is not null
            && (output.GetMemberOrDefault("sensitive") is not null || output.GetMemberOrDefault("type") is not null);
    }

    // An output with for_each is an array of bindings.
    private static IEnumerable<JsonElement> FindObjects(JsonElement value)
    {
        IEnumerable<JsonElement> values = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        return values.Select(item => JsonCredentials.ParseOrDefault(item)).OfType<JsonElement>();
    }
}

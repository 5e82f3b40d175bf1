using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// An object with the member <c>VCAP_SERVICES</c>, which is an object or its text: the output of <c>cf env</c> up to version 6,
/// <c>default-env.json</c>, and the member <c>system_env_json</c> of <c>cf curl /v3/apps/GUID/env</c>. An object with only
/// <c>VCAP_APPLICATION</c> contains no binding.
/// </summary>
internal sealed class VcapVariables : IServiceKeyWrapper
{
    private const string Services = "VCAP_SERVICES";
    private const string SystemVariables = "system_env_json";

    private static readonly VcapServices Value = new();

    public bool CanUnwrap(JsonElement root)
    {
        return root.GetMemberOrDefault(Services) is not null
            || root.GetMemberOrDefault("VCAP_APPLICATION") is not null
            || root.GetObjectOrDefault(SystemVariables) is not null;
    }

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        root = root.GetObjectOrDefault(SystemVariables) ?? root;
        if (root.GetObjectOrDefault(Services) is { } services)
            return Value.Unwrap(services, source);

        return root.GetTextOrDefault(Services) is { } text ? Value.Unwrap(ParseServices(text, source), source) : [];
    }

    private static JsonElement ParseServices(string text, string source)
    {
        return TolerantJson.TryParse(text, out JsonElement value) && value.ValueKind == JsonValueKind.Object
            ? value
            : throw new ServiceKeyException(
                Failure.ServiceKeyInvalid, source, $"The text in '{Services}' is not a JSON object. Use the value that the platform sets.");
    }
}

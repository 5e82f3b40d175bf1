using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// An object with <c>VCAP_SERVICES</c> as a member, an object itself or its text: <c>cf env</c> up to version 6, and
/// <c>default-env.json</c>. One with <c>VCAP_APPLICATION</c> alone holds no binding.
/// </summary>
internal sealed class VcapVariables : IServiceKeyWrapper
{
    private const string Services = "VCAP_SERVICES";

    private static readonly VcapServices Value = new();

    public bool CanUnwrap(JsonElement root) => root.GetMemberOrDefault(Services) is not null || root.GetMemberOrDefault("VCAP_APPLICATION") is not null;

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        JsonElement? services = root.GetObjectOrDefault(Services) ?? (root.GetTextOrDefault(Services) is { } text ? ParseServices(text, source) : null);
        return services is { } value ? Value.Unwrap(value, source) : [];
    }

    private static JsonElement ParseServices(string text, string source)
    {
        return TolerantJson.TryParse(text, out JsonElement value) && value.ValueKind == JsonValueKind.Object
            ? value
            : throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"the text in '{Services}' is no JSON object. Take the variable as the platform sets it.");
    }
}

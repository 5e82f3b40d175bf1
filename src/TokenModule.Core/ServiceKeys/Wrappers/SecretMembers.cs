using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// The members of a binding as a Kubernetes secret holds them, each a text. Those that a service operator adds describe the
/// binding; its <c>.metadata</c> says which are JSON. Without it only objects and arrays are: a secret may read 123 or true.
/// </summary>
internal static class SecretMembers
{
    public static ServiceBinding ReadBinding(IReadOnlyDictionary<string, string> members, string source)
    {
        SecretMetadata metadata = SecretMetadata.ReadMetadata(members, source);
        Dictionary<string, JsonElement?> credentials = members
            .Where(m => metadata.IsCredential(m.Key))
            .ToDictionary(m => m.Key, m => metadata.ParseJsonOrDefault(m.Key, m.Value, source), StringComparer.Ordinal);

        if (FindContainerOrDefault(credentials, metadata) is { } container)
            return metadata.IsDeclared ? CreateBinding(container, members, source) : ReadContainer(container, members, source);

        return CreateBinding(JoinMembers(members, credentials), members, source);
    }

    private static ServiceBinding CreateBinding(JsonElement credentials, IReadOnlyDictionary<string, string> members, string source)
    {
        return new ServiceBinding(credentials, source)
        {
            ServiceName = GetTextOrDefault(members, "label") ?? GetTextOrDefault(members, "type"),
            InstanceName = GetTextOrDefault(members, "instance_name"),
        };
    }

    private static string? GetTextOrDefault(IReadOnlyDictionary<string, string> members, string name) => members.TryGetValue(name, out string? text) && text.Length > 0 ? text : null;

    // A single member that is an object holds the whole key; only a block of XSUAA may itself stand alone.
    private static JsonElement? FindContainerOrDefault(Dictionary<string, JsonElement?> credentials, SecretMetadata metadata)
    {
        string? name = metadata.Container ?? (!metadata.IsDeclared && credentials.Count == 1 ? credentials.Keys.First() : null);
        return name is not null and not "uaa" && credentials.TryGetValue(name, out JsonElement? value) && value is { ValueKind: JsonValueKind.Object } ? value : null;
    }

    // Under a root of its own everything stands together, what describes the binding too, and all in texts.
    private static ServiceBinding ReadContainer(JsonElement root, IReadOnlyDictionary<string, string> outer, string source)
    {
        Dictionary<string, string> members = outer.Where(m => SecretMetadata.IsMetadataName(m.Key)).ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
        Dictionary<string, JsonElement?> credentials = new(StringComparer.Ordinal);
        foreach (JsonProperty member in root.EnumerateObject())
        {
            bool isText = member.Value.ValueKind == JsonValueKind.String;
            members[member.Name] = isText ? member.Value.GetString()! : member.Value.GetRawText();
            if (!SecretMetadata.IsMetadataName(member.Name))
                credentials[member.Name] = isText ? SecretMetadata.ParseContainerOrDefault(members[member.Name]) : member.Value;
        }

        return CreateBinding(JoinMembers(members, credentials), members, source);
    }

    private static JsonElement JoinMembers(IReadOnlyDictionary<string, string> members, Dictionary<string, JsonElement?> credentials)
    {
        return JsonText.BuildElement(json =>
        {
            json.WriteStartObject();
            foreach (KeyValuePair<string, JsonElement?> member in credentials)
            {
                JsonText.WriteName(json, member.Key);
                if (member.Value is { } value)
                    value.WriteTo(json);
                else
                    JsonText.WriteValue(json, members[member.Key]);
            }

            json.WriteEndObject();
        });
    }
}

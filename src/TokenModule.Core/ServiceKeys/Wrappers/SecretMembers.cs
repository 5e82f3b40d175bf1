using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// Reads a binding from the entries of a Kubernetes Secret, which are all text. A service operator adds entries that describe the binding;
/// <c>.metadata</c> declares which entries are JSON. Without it only objects and arrays are parsed, because a client secret can be the text
/// 123 or true.
/// </summary>
internal static class SecretMembers
{
    public static ServiceBinding ReadBinding(IReadOnlyDictionary<string, string> entries, string source)
    {
        IReadOnlyDictionary<string, string> members = EncodedMembers.DecodeOrDefault(entries) ?? entries;
        if (IsCertificateOnly(members))
            throw CreateCertificateOnlyError(source);

        SecretMetadata metadata = SecretMetadata.ReadMetadata(members, source);
        Dictionary<string, JsonElement?> credentials = members
            .Where(m => metadata.IsCredential(m.Key))
            .ToDictionary(m => m.Key, m => metadata.ParseJsonOrDefault(m.Key, m.Value, source), StringComparer.Ordinal);

        if (FindContainerOrDefault(credentials, metadata) is { } container)
        {
            return metadata.IsDeclared
                ? CreateBinding(container, members, source, metadata)
                : ReadContainer(container, members, source);
        }

        return CreateBinding(JoinMembers(members, credentials, metadata), members, source, metadata);
    }

    // kubectl create secret tls writes these names, and the service operator uses them for its own client certificate.
    private static string GetMemberName(string entry, SecretMetadata? metadata) => entry switch
    {
        "tls.crt" => "certificate",
        "tls.key" => "key",
        _ => metadata?.GetName(entry) ?? entry,
    };

    private static bool IsCertificateOnly(IReadOnlyDictionary<string, string> members)
    {
        return members.ContainsKey("tls.key") && members.Keys.All(name => name is "tls.crt" or "tls.key" or "ca.crt");
    }

    private static ServiceKeyException CreateCertificateOnlyError(string source)
    {
        return new ServiceKeyException(
            Failure.ServiceKeyInvalid,
            source,
            "The Secret contains only a certificate. Read it with the Secret of the client: kubectl get secret NAME NAME-tls -o json.");
    }

    private static ServiceBinding CreateBinding(
        JsonElement credentials, IReadOnlyDictionary<string, string> members, string source, SecretMetadata? metadata = null)
    {
        return new ServiceBinding(credentials, source)
        {
            ServiceName = GetTextOrDefault(members, "label", metadata) ?? GetTextOrDefault(members, "type", metadata),
            InstanceName = GetTextOrDefault(members, "instance_name", metadata),
        };
    }

    private static string? GetTextOrDefault(IReadOnlyDictionary<string, string> members, string name, SecretMetadata? metadata)
    {
        string? text = members.Where(m => (metadata?.GetName(m.Key) ?? m.Key) == name)
            .Select(m => m.Value.TrimEnd('\r', '\n'))
            .FirstOrDefault();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    // A single entry that is an object contains the whole key, except 'uaa', which is a member of a key.
    private static JsonElement? FindContainerOrDefault(Dictionary<string, JsonElement?> credentials, SecretMetadata metadata)
    {
        string? name = metadata.Container ?? (!metadata.IsDeclared && credentials.Count == 1 ? credentials.Keys.First() : null);
        if (name is null or "uaa" || !credentials.TryGetValue(name, out JsonElement? value))
            return null;

        return value is { ValueKind: JsonValueKind.Object } ? value : null;
    }

    // The service operator can write everything into one entry, including the description of the binding. Its members are all text.
    private static ServiceBinding ReadContainer(JsonElement root, IReadOnlyDictionary<string, string> outer, string source)
    {
        Dictionary<string, string> members = outer
            .Where(m => SecretMetadata.IsMetadataName(m.Key))
            .ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
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

    private static JsonElement JoinMembers(
        IReadOnlyDictionary<string, string> members, Dictionary<string, JsonElement?> credentials, SecretMetadata? metadata = null)
    {
        return JsonText.BuildElement(json =>
        {
            json.WriteStartObject();
            foreach (KeyValuePair<string, JsonElement?> member in credentials)
            {
                JsonText.WriteName(json, GetMemberName(member.Key, metadata));
                if (member.Value is { } value)
                    value.WriteTo(json);
                else
                    JsonText.WriteValue(json, members[member.Key]);
            }

            json.WriteEndObject();
        });
    }
}

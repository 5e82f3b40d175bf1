using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>A <c>Secret</c> as <c>kubectl get secret -o json</c> or <c>-o yaml</c> prints it, or a <c>List</c> with such; other kinds hold no binding.</summary>
internal sealed class KubernetesManifest : IServiceKeyWrapper
{
    // The most manifests in a list: each costs much more memory than its text does.
    private const int MostItems = 1000;

    public bool CanUnwrap(JsonElement root) => root.GetTextOrDefault("kind") is not null && root.GetTextOrDefault("apiVersion") is not null;

    public IEnumerable<ServiceBinding> Unwrap(JsonElement root, string source)
    {
        return root.GetTextOrDefault("kind") switch
        {
            "Secret" => [ReadSecret(root, source)],
            "List" or "SecretList" => UnwrapItems(root, source),
            _ => [],
        };
    }

    private static IEnumerable<ServiceBinding> UnwrapItems(JsonElement root, string source)
    {
        if (root.GetMemberOrDefault("items", JsonValueKind.Array)?.GetArrayLength() > MostItems)
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, "a list of more than 1,000 manifests. Take fewer: kubectl get secret NAME -o json.");

        // A list of the kind SecretList need not name the kind of its items.
        return root.GetElements("items").Where(i => i.ValueKind == JsonValueKind.Object && (i.GetTextOrDefault("kind") ?? "Secret") == "Secret").Select(i => ReadSecret(i, source));
    }

    private static ServiceBinding ReadSecret(JsonElement manifest, string source)
    {
        Dictionary<string, string> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in GetTextMembers(manifest, "data"))
        {
            if (DecodeOrDefault(member, source) is { } value)
                members[member.Name] = value;
        }

        foreach (JsonProperty member in GetTextMembers(manifest, "stringData"))
        {
            members[member.Name] = member.Value.GetString()!;
        }

        return SecretMembers.ReadBinding(members, source) with { Name = manifest.GetObjectOrDefault("metadata")?.GetTextOrDefault("name") };
    }

    private static IEnumerable<JsonProperty> GetTextMembers(JsonElement manifest, string name)
    {
        IEnumerable<JsonProperty> members = manifest.GetObjectOrDefault(name)?.EnumerateObject() ?? Enumerable.Empty<JsonProperty>();
        return members.Where(m => m.Value.ValueKind == JsonValueKind.String);
    }

    /// <returns>Null for bytes that are no text, such as a key store: no member of a key.</returns>
    private static string? DecodeOrDefault(JsonProperty member, string source)
    {
        try
        {
            return StrictText.DecodeUtf8OrDefault(Convert.FromBase64String(member.Value.GetString()!));
        }
        catch (FormatException)
        {
            throw new ServiceKeyException(Failure.ServiceKeyInvalid, source, $"'data.{member.Name}' is no base64. Plain values stand under 'stringData'.");
        }
    }
}

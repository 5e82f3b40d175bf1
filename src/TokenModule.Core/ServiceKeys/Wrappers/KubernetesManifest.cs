using System.Text.Json;
using TokenModule.Json;

namespace TokenModule.ServiceKeys.Wrappers;

/// <summary>
/// A <c>Secret</c>, the output of <c>kubectl get secret -o json</c> or <c>-o yaml</c>, or a <c>List</c> of Secrets. Manifests of other
/// kinds
/// contain no binding.
/// </summary>
internal sealed class KubernetesManifest : IServiceKeyWrapper
{
    // A parsed manifest takes much more memory than its text.
    private const int MaximumItems = 1000;
    private const string CertificateSuffix = "-tls";

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
        if (root.GetMemberOrDefault("items", JsonValueKind.Array)?.GetArrayLength() > MaximumItems)
        {
            throw new ServiceKeyException(
                Failure.ServiceKeyInvalid,
                source,
                "The list contains more than 1,000 manifests. Read fewer: kubectl get secret NAME -o json.");
        }

        List<JsonElement> secrets = [.. root.GetElements("items").Where(IsSecret)];
        return secrets.Where(item => !IsCertificateOfOther(item, secrets)).Select(item => ReadListedSecret(item, secrets, source));
    }

    // In a SecretList the items can omit their kind.
    private static bool IsSecret(JsonElement item)
    {
        return item.ValueKind == JsonValueKind.Object && (item.GetTextOrDefault("kind") ?? "Secret") == "Secret";
    }

    private static string? GetNameOrDefault(JsonElement manifest) => manifest.GetObjectOrDefault("metadata")?.GetTextOrDefault("name");

    // The service operator stores the certificate of a client in a second Secret: NAME-tls.
    private static bool IsCertificateOfOther(JsonElement secret, List<JsonElement> secrets)
    {
        string? name = GetNameOrDefault(secret);
        return name is not null && secrets.Any(other => name == GetNameOrDefault(other) + CertificateSuffix);
    }

    // A damaged Secret does not prevent the import of the others.
    private static ServiceBinding ReadListedSecret(JsonElement secret, List<JsonElement> secrets, string source)
    {
        string? name = GetNameOrDefault(secret);
        try
        {
            JsonElement? certificate = secrets.Where(other => name is not null && GetNameOrDefault(other) == name + CertificateSuffix)
                .Select(other => (JsonElement?)other)
                .FirstOrDefault();
            return ReadSecret(secret, source, certificate);
        }
        catch (ServiceKeyException fault) when (secrets.Count > 1)
        {
            return ServiceBinding.CreateDamaged(fault, name);
        }
    }

    private static ServiceBinding ReadSecret(JsonElement manifest, string source, JsonElement? certificate = null)
    {
        Dictionary<string, string> members = new(StringComparer.Ordinal);
        if (certificate is { } second)
            AddMembers(members, second, source);
        AddMembers(members, manifest, source);
        return SecretMembers.ReadBinding(members, source) with { Name = GetNameOrDefault(manifest) };
    }

    private static void AddMembers(Dictionary<string, string> members, JsonElement manifest, string source)
    {
        foreach (JsonProperty member in GetTextMembers(manifest, "data"))
        {
            if (DecodeOrDefault(member, source) is { } value)
                members[member.Name] = value;
        }

        foreach (JsonProperty member in GetTextMembers(manifest, "stringData"))
        {
            members[member.Name] = member.Value.GetString()!;
        }
    }

    private static IEnumerable<JsonProperty> GetTextMembers(JsonElement manifest, string name)
    {
        IEnumerable<JsonProperty> members = manifest.GetObjectOrDefault(name)?.EnumerateObject() ?? Enumerable.Empty<JsonProperty>();
        return members.Where(m => m.Value.ValueKind == JsonValueKind.String);
    }

    /// <returns>The decoded text, or null for binary data such as a key store, which is not a member of a key.</returns>
    private static string? DecodeOrDefault(JsonProperty member, string source)
    {
        try
        {
            return StrictText.DecodeUtf8OrDefault(Convert.FromBase64String(member.Value.GetString()!));
        }
        catch (FormatException)
        {
            throw new ServiceKeyException(
                Failure.ServiceKeyInvalid, source, $"'data.{member.Name}' is not valid base64. Move plain values to 'stringData'.");
        }
    }
}
